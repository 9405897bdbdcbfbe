package io.github.fleetboot.gateway.sharding;

import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ShardRange;
import org.jspecify.annotations.Nullable;

/**
 * Which shards this host runs, and which cluster runs which of them.
 *
 * @param totalShards the number of shards of the whole bot
 * @param range the shards of this host
 * @param clusters the shards of each cluster, by its number; contiguous, and of sizes
 * that differ by one at most, the larger first
 */
public record ShardPlan(int totalShards, ShardRange range, List<ShardRange> clusters) {

	private static final int SHARDS_PER_CLUSTER = 8;

	/**
	 * A shard may hold this many guilds when Discord recommends a number of shards.
	 */
	private static final int RECOMMENDED_GUILDS_PER_SHARD = 1000;

	/**
	 * From this number on Discord refuses the session.
	 */
	private static final int MOST_GUILDS_PER_SHARD = 2500;

	public ShardPlan {
		clusters = List.copyOf(clusters);
	}

	/**
	 * Make the plan.
	 * @param request what the owner asked for
	 * @param recommendedShards the number of shards that Discord recommends
	 * @param cores the number of processors of this host
	 * @return the plan
	 * @throws FleetException if what was asked for contradicts itself
	 */
	public static ShardPlan of(ShardingRequest request, int recommendedShards, int cores) {
		int total = totalShards(request, recommendedShards);
		int first = orElse(request.firstShard(), 0);
		int last = orElse(request.lastShard(), total - 1);
		if (total < 1) {
			throw impossible("fleet.sharding.total=" + total + " is not a number of shards",
					"Set fleet.sharding.total to 1 or more, or to auto.");
		}
		if (first < 0 || last < first || last >= total) {
			throw impossible("Shards %d to %d are not among the %d shards of this bot".formatted(first, last, total),
					"Set fleet.sharding.first and fleet.sharding.last so that 0 <= first <= last < %d, "
						.formatted(total) + "or leave them out to run all shards here. "
							+ "The number of shards comes from fleet.sharding.total, or else from Discord.");
		}
		ShardRange range = new ShardRange(first, last);
		return new ShardPlan(total, range, split(range, clusterCount(request.clusters(), range.size(), cores)));
	}

	private static int totalShards(ShardingRequest request, int recommended) {
		Integer total = request.totalShards();
		if (total != null) {
			return total;
		}
		Integer guildsPerShard = request.guildsPerShard();
		if (guildsPerShard == null) {
			return recommended;
		}
		if (guildsPerShard < 1 || guildsPerShard > MOST_GUILDS_PER_SHARD) {
			throw impossible(
					"fleet.sharding.guilds-per-shard=" + guildsPerShard
							+ " is not a number of guilds that a shard can hold",
					"Set fleet.sharding.guilds-per-shard to 1 to 2500, or to auto.");
		}
		if (recommended <= 1) {
			// So few guilds that there is nothing to divide
			return recommended;
		}
		return Math.toIntExact(ceilDiv((long) recommended * RECOMMENDED_GUILDS_PER_SHARD, guildsPerShard));
	}

	private static int clusterCount(@Nullable Integer wanted, int shards, int cores) {
		if (wanted == null) {
			return Math.max(1, Math.min(Math.toIntExact(ceilDiv(shards, SHARDS_PER_CLUSTER)), cores));
		}
		if (wanted < 1) {
			throw impossible("fleet.clusters.count=" + wanted + " leaves no cluster to run the shards",
					"Set fleet.clusters.count to 1 or more, or to auto.");
		}
		return Math.min(wanted, shards);
	}

	/**
	 * Divide shards among clusters.
	 * @param range the shards
	 * @param clusters the number of clusters, no more than shards
	 * @return the shards of each cluster, by its number
	 */
	public static List<ShardRange> split(ShardRange range, int clusters) {
		List<ShardRange> ranges = new ArrayList<>(clusters);
		int size = range.size() / clusters;
		int larger = range.size() % clusters;
		int first = range.first();
		for (int cluster = 0; cluster < clusters; cluster++) {
			int last = first + size - ((cluster < larger) ? 0 : 1);
			ranges.add(new ShardRange(first, last));
			first = last + 1;
		}
		return ranges;
	}

	private static long ceilDiv(long dividend, long divisor) {
		return (dividend + divisor - 1) / divisor;
	}

	private static int orElse(@Nullable Integer value, int fallback) {
		return (value != null) ? value : fallback;
	}

	private static FleetException impossible(String message, String action) {
		return new ImpossibleShardingException(message, action);
	}

}
