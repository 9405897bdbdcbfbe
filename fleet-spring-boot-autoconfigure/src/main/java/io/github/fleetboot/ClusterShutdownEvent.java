package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * The JVM of a cluster has ended, as was wanted or not.
 *
 * @param cluster the number of the cluster
 * @param shards its shards
 * @param cause what went wrong, {@code null} if the end was wanted
 * @since 0.1.0
 */
public record ClusterShutdownEvent(int cluster, ShardRange shards, @Nullable String cause) implements FleetEvent {
}
