package io.github.fleetboot.admiral;

import java.time.Duration;

/**
 * How the supervisor treats workers.
 *
 * @param servicesTogether whether services begin together, or one after another
 * @param shutdownTimeout how long a worker may take to drain
 * @param shutdownTogether whether workers of a kind drain together, or one after another
 * @param restarts how often a worker that fails is started again
 * @param watch how long a worker may take or be silent
 * @param sideBySide whether a worker may have two JVMs while one takes over from the
 * other
 */
public record SupervisorSettings(boolean servicesTogether, Duration shutdownTimeout, boolean shutdownTogether,
		RestartLimits restarts, WatchSettings watch, boolean sideBySide) {
}
