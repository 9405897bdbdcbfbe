/**
 * Reads a worker's Micrometer registry for the Admiral, and has meters of messages.
 */
@NullMarked
package io.github.fleetboot.worker.metrics;

import org.jspecify.annotations.NullMarked;
