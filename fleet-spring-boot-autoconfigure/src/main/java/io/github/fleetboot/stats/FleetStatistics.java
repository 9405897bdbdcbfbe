package io.github.fleetboot.stats;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The statistics of the fleet. A bean of this type is there in every JVM of the fleet.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public interface FleetStatistics {

	/**
	 * The statistics that were collected last, periodically or on demand. In the Admiral
	 * they are at hand; a worker asks it, and waits up to
	 * {@code fleet.ipc.request-timeout}.
	 * @return the statistics, empty if none were collected yet
	 * @throws io.github.fleetboot.FleetException if the Admiral does not answer
	 */
	Optional<FleetStats> latest();

	/**
	 * Collect statistics now. Whoever asks while they are being collected gets the same.
	 * A worker that does not answer within {@code fleet.stats.timeout} is among the
	 * {@linkplain FleetStats#missing() missing}.
	 * @return completes with the statistics, on a thread that may be blocked;
	 * exceptionally if the fleet is not started, or the Admiral does not answer
	 */
	CompletableFuture<FleetStats> collect();

}
