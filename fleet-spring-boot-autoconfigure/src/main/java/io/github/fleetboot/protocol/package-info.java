/**
 * The versioned control records that Admiral and workers exchange.
 */
@NullMarked
package io.github.fleetboot.protocol;

import org.jspecify.annotations.NullMarked;
