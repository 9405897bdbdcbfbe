/**
 * Wires everything together; used by nobody.
 */
@NullMarked
package io.github.fleetboot.autoconfigure;

import org.jspecify.annotations.NullMarked;
