package io.github.fleetboot.test.discord.world;

import org.jspecify.annotations.Nullable;

/**
 * Users that are known by name alone, and where one can meet them.
 */
public final class Users {

	private static final int FIRST_NAMED = 1 << 21;

	private static final int NAMES = 1 << 20;

	private Users() {
	}

	public static DiscordUser named(String name) {
		return new DiscordUser(Snowflakes.fixed(0, FIRST_NAMED + Math.floorMod(name.hashCode(), NAMES)), name, false);
	}

	public static World.Channel channel(World world, @Nullable EmulatorGuild guild, DiscordUser user) {
		return (guild != null) ? new World.Channel(guild.channelId(), guild, null) : world.directChannel(user);
	}

}
