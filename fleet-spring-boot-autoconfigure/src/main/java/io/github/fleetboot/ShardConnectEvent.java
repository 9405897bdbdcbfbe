package io.github.fleetboot;

/**
 * A shard connects to Discord.
 *
 * @param cluster the number of its cluster
 * @param shard the shard
 * @param live whether this is the JVM of the cluster that the fleet relies on: not so for
 * one that has been replaced meanwhile
 * @since 0.1.0
 */
public record ShardConnectEvent(int cluster, int shard, boolean live) implements FleetEvent {
}
