/**
 * A small bot that runs as a fleet.
 */
@NullMarked
package io.github.fleetboot.sample;

import org.jspecify.annotations.NullMarked;
