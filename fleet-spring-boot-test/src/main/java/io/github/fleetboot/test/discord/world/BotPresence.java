package io.github.fleetboot.test.discord.world;

import java.util.List;

/**
 * How the bot appears to the members of a guild.
 *
 * @param status {@code online}, {@code idle}, {@code dnd} or {@code offline}
 * @param activities the names of its activities
 * @since 0.1.0
 */
public record BotPresence(String status, List<String> activities) {

	/**
	 * The presence of a bot without a session, or an invisible one.
	 */
	public static final BotPresence OFFLINE = new BotPresence("offline", List.of());

}
