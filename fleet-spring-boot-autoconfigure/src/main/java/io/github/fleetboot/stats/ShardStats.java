package io.github.fleetboot.stats;

/**
 * One shard.
 *
 * @param id the shard's id
 * @param status JDA's name for its status
 * @param ready whether it is connected and its guilds are loaded
 * @param guilds the number of guilds
 * @param members the sum of the guilds' member counts
 * @param latency the round trip of the last heartbeat in milliseconds, -1 while unknown
 */
public record ShardStats(int id, String status, boolean ready, long guilds, long members, long latency) {
}
