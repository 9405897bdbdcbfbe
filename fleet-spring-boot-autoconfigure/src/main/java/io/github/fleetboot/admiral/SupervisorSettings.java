package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.function.Function;

/**
 * How the supervisor treats workers.
 *
 * @param startTimeout how long a JVM may take until it is connected
 * @param serviceStartTimeout by name, how long a service may take from then until it is
 * ready
 * @param servicesTogether whether services begin together, or one after another
 * @param shutdownTimeout how long a worker may take to drain
 * @param shutdownTogether whether workers of a kind drain together, or one after another
 * @param maxRestarts how many times in a row a worker may fail, -1 for no limit
 * @param stableAfter how long a worker must have been live for its failures to be
 * forgotten
 */
public record SupervisorSettings(Duration startTimeout, Function<String, Duration> serviceStartTimeout,
		boolean servicesTogether, Duration shutdownTimeout, boolean shutdownTogether, int maxRestarts,
		Duration stableAfter) {
}
