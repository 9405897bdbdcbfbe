package io.github.fleetboot;

/**
 * A shard has resumed its session after it lost the connection.
 *
 * @param cluster the number of its cluster
 * @param shard the shard
 * @param live whether this is the JVM of the cluster that the fleet relies on: not so for
 * one that has been replaced meanwhile
 * @since 0.1.0
 */
public record ShardResumeEvent(int cluster, int shard, boolean live) implements FleetEvent {
}
