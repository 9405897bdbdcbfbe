/**
 * What a fleet counts about itself, as values.
 */
@NullMarked
package io.github.fleetboot.stats;

import org.jspecify.annotations.NullMarked;
