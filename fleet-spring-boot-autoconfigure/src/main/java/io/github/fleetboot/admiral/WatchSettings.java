package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.function.Function;

/**
 * How long a worker may take or be silent.
 *
 * @param enabled whether any of this is watched: under a debugger a worker may stand
 * still
 * @param startTimeout how long a JVM may take until it is connected
 * @param serviceStartTimeout by name, how long a service may take from then until it is
 * ready
 * @param hangTimeout how long a worker that is connected may be silent
 * @param collectionTimeout how long it may be silent while it collects garbage
 */
public record WatchSettings(boolean enabled, Duration startTimeout, Function<String, Duration> serviceStartTimeout,
		Duration hangTimeout, Duration collectionTimeout) {
}
