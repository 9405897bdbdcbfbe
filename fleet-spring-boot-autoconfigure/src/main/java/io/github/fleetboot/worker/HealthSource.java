package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.stats.ContributorHealth;

/**
 * Reads the health of what this worker uses.
 */
@FunctionalInterface
public interface HealthSource {

	/**
	 * Read it. Does not block.
	 * @param patience how long a contributor may take to answer
	 * @return completes, within that time and never exceptionally, with what each
	 * contributor says, by its name
	 */
	CompletableFuture<Map<String, ContributorHealth>> read(Duration patience);

}
