package io.github.fleetboot.worker;

import java.time.Duration;

/**
 * How long a worker waits for what.
 *
 * @param shutdownTimeout how long draining may take when nobody says otherwise
 * @param orphanTimeout how long the worker goes on without its Admiral
 */
public record WorkerSettings(Duration shutdownTimeout, Duration orphanTimeout) {
}
