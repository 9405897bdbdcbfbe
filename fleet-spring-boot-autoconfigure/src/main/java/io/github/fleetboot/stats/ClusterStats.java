package io.github.fleetboot.stats;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One cluster.
 *
 * @param id its number
 * @param guilds the number of guilds
 * @param users the number of cached users; one that two shards know counts twice
 * @param members the sum of the guilds' member counts
 * @param voiceConnections the number of guilds where the bot is connected to a voice
 * channel
 * @param largeGuilds the number of guilds with more than {@value #LARGE} members, of
 * which Discord does not send all by itself
 * @param uptime seconds since its JVM was forked
 * @param memory its resident memory, in bytes
 * @param ipcLatency the round trip from the Admiral in milliseconds, {@code null} while
 * unknown
 * @param restLatency how long Discord's REST API took to answer lately, in milliseconds,
 * {@code null} while unknown
 * @param shards its shards
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClusterStats(int id, long guilds, long users, long members, long voiceConnections, long largeGuilds,
		double uptime, long memory, @Nullable Double ipcLatency, @Nullable Double restLatency,
		List<ShardStats> shards) {

	/**
	 * Guilds with more members than this are large.
	 */
	public static final int LARGE = 250;

	public ClusterStats {
		shards = List.copyOf(shards);
	}

}
