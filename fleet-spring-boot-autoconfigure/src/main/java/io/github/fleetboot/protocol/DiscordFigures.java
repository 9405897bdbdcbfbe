package io.github.fleetboot.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a cluster counts only when it is asked.
 *
 * @param voiceConnections the number of guilds where the bot is connected to a voice
 * channel
 * @param largeGuilds the number of large guilds
 * @param restLatency how long REST calls took lately, in milliseconds, {@code null} while
 * unknown
 */
public record DiscordFigures(long voiceConnections, long largeGuilds, @Nullable Double restLatency) {

	/**
	 * Those of a service.
	 */
	public static final DiscordFigures NONE = new DiscordFigures(0, 0, null);

}
