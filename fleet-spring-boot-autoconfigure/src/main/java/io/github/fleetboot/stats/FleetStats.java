package io.github.fleetboot.stats;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet counts about itself, as of one moment. Sums are those of the workers that
 * answered: see {@link #missing()}.
 *
 * @param timestamp when it was counted
 * @param guilds the number of guilds
 * @param users the number of cached users; one that two shards know counts twice
 * @param members the sum of the guilds' member counts
 * @param voiceConnections the number of guilds where the bot is connected to a voice
 * channel
 * @param largeGuilds the number of guilds with more than 250 members
 * @param shardCount the number of shards
 * @param clustersMemory the resident memory of all clusters, in bytes
 * @param servicesMemory the resident memory of all services, in bytes
 * @param admiralMemory the resident memory of the Admiral, in bytes
 * @param totalMemory all of it
 * @param restLatency how long Discord's REST API took to answer the clusters lately, in
 * milliseconds on average, {@code null} while unknown
 * @param clusters the clusters that answered, by number
 * @param services the services that answered
 * @param missing why the figures of a worker are missing, by its id such as
 * {@code cluster-1}; empty if all answered
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FleetStats(Instant timestamp, long guilds, long users, long members, long voiceConnections,
		long largeGuilds, int shardCount, long clustersMemory, long servicesMemory, long admiralMemory,
		long totalMemory, @Nullable Double restLatency, List<ClusterStats> clusters, List<ServiceStats> services,
		Map<String, String> missing) {

	public FleetStats {
		clusters = List.copyOf(clusters);
		services = List.copyOf(services);
		missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
	}

	/**
	 * Sum up.
	 * @param timestamp when it was counted
	 * @param admiralMemory the resident memory of the Admiral, in bytes
	 * @param clusters the clusters that answered
	 * @param services the services that answered
	 * @param missing why figures are missing, by the worker's id
	 * @return the statistics
	 */
	public static FleetStats of(Instant timestamp, long admiralMemory, List<ClusterStats> clusters,
			List<ServiceStats> services, Map<String, String> missing) {
		long clustersMemory = sum(clusters, ClusterStats::memory);
		long servicesMemory = services.stream().mapToLong(ServiceStats::memory).sum();
		OptionalDouble rest = clusters.stream()
			.map(ClusterStats::restLatency)
			.filter(Objects::nonNull)
			.mapToDouble(Double::doubleValue)
			.average();
		return new FleetStats(timestamp, sum(clusters, ClusterStats::guilds), sum(clusters, ClusterStats::users),
				sum(clusters, ClusterStats::members), sum(clusters, ClusterStats::voiceConnections),
				sum(clusters, ClusterStats::largeGuilds),
				clusters.stream().mapToInt((cluster) -> cluster.shards().size()).sum(), clustersMemory, servicesMemory,
				admiralMemory, clustersMemory + servicesMemory + admiralMemory,
				rest.isPresent() ? rest.getAsDouble() : null, clusters, services, missing);
	}

	private static long sum(List<ClusterStats> clusters, ToLongFunction<ClusterStats> figure) {
		return clusters.stream().mapToLong(figure).sum();
	}

}
