/**
 * Reads a worker's Micrometer registry for the Admiral.
 */
@NullMarked
package io.github.fleetboot.worker.metrics;

import org.jspecify.annotations.NullMarked;
