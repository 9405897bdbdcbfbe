package io.github.fleetboot.protocol;

import java.util.List;

import io.github.fleetboot.stats.ShardStats;

/**
 * What a worker tells about itself every few seconds.
 *
 * @param memory the resident memory of the JVM, in bytes
 * @param users the number of cached users, 0 in a service
 * @param shards the shards, empty in a service
 */
public record WorkerVitals(long memory, long users, List<ShardStats> shards) {

	public WorkerVitals {
		shards = List.copyOf(shards);
	}

}
