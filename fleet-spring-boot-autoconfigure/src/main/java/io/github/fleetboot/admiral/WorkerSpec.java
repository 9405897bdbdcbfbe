package io.github.fleetboot.admiral;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A worker that there should be.
 *
 * @param id which one
 * @param shards the shards of a cluster, {@code null} for a service
 * @param type the class of a service that the application does not declare, else
 * {@code null}
 */
public record WorkerSpec(WorkerId id, @Nullable ShardRange shards, @Nullable Class<?> type) {

	public WorkerSpec(WorkerId id, @Nullable ShardRange shards) {
		this(id, shards, null);
	}

}
