package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * A shard lost its connection to Discord. JDA connects it again by itself.
 *
 * @param cluster the number of its cluster
 * @param shard the shard
 * @param live whether this is the JVM of the cluster that the fleet relies on: not so for
 * one that has been replaced meanwhile
 * @param byDiscord whether Discord closed it, and not this side or the network
 * @param closeCode the code of Discord's close frame, {@code null} if there was none
 * @since 0.1.0
 */
public record ShardDisconnectEvent(int cluster, int shard, boolean live, boolean byDiscord,
		@Nullable Integer closeCode) implements FleetEvent {
}
