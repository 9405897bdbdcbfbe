package io.github.fleetboot.gateway.sharding;

import org.jspecify.annotations.Nullable;

/**
 * What the owner asked for; {@code null} means "decide for me".
 *
 * @param totalShards the number of shards of the whole bot
 * @param guildsPerShard how many guilds a shard should hold, as an alternative to a total
 * @param firstShard the first shard of this host
 * @param lastShard the last shard of this host, included
 * @param clusters the number of cluster JVMs of this host
 */
public record ShardingRequest(@Nullable Integer totalShards, @Nullable Integer guildsPerShard,
		@Nullable Integer firstShard, @Nullable Integer lastShard, @Nullable Integer clusters) {

	/**
	 * Ask for nothing in particular.
	 * @return a request that leaves all to the fleet
	 */
	public static ShardingRequest automatic() {
		return new ShardingRequest(null, null, null, null, null);
	}

}
