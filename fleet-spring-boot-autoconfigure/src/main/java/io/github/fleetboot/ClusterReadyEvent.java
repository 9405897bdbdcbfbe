package io.github.fleetboot;

/**
 * All shards of a cluster are connected.
 *
 * @param cluster the number of the cluster
 * @param shards its shards
 * @since 0.1.0
 */
public record ClusterReadyEvent(int cluster, ShardRange shards) implements FleetEvent {
}
