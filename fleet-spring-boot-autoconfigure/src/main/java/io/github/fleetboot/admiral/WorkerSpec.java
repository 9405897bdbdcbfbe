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

	int size() {
		return (this.shards != null) ? this.shards.size() : 0;
	}

	/**
	 * Whether there are shards that this worker and another are to run.
	 * @param other the other worker
	 * @return {@code true} if there are
	 */
	boolean overlaps(WorkerSpec other) {
		return this.shards != null && other.shards != null && this.shards.overlaps(other.shards);
	}

}
