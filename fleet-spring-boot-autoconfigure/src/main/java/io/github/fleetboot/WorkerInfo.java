package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * Tells a bean where it lives. A bean of this type is there in every JVM of the fleet.
 *
 * @param id the member of the fleet
 * @param shards the shards of this cluster, {@code null} if this is not a cluster
 * @param totalShards the number of shards of the whole bot, 0 if this is not a cluster
 * @since 0.1.0
 */
public record WorkerInfo(WorkerId id, @Nullable ShardRange shards, int totalShards) {

	/**
	 * The role of this JVM.
	 * @return the role
	 */
	public FleetRole role() {
		return this.id.role();
	}

}
