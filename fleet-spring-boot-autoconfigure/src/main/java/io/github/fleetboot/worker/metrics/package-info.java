/**
 * Reads a worker's Micrometer registry for the Admiral, and describes the meters of
 * messages.
 */
@NullMarked
package io.github.fleetboot.worker.metrics;

import org.jspecify.annotations.NullMarked;
