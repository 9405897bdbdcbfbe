package io.github.fleetboot.worker;

import io.github.fleetboot.stats.WorkerMeters;

/**
 * Reads the meters of this worker.
 */
@FunctionalInterface
public interface MeterSource {

	/**
	 * Read them. May block.
	 * @return the meters as of now
	 */
	WorkerMeters read();

}
