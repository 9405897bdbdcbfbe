/**
 * Reads the health of a worker's beans for the Admiral.
 */
@NullMarked
package io.github.fleetboot.worker.health;

import org.jspecify.annotations.NullMarked;
