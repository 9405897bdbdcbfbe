package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.world.Settings;

/**
 * The part of an emulator's description that says who and what there is: the bot, its
 * guilds and their members. Not thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class WorldDescription permits DiscordEmulatorBuilder {

	private static final int MAX_CHANNELS = 500;

	final Settings settings = new Settings();

	WorldDescription() {
	}

	abstract DiscordEmulatorBuilder self();

	/**
	 * The bot's token.
	 * @param token the token, without the prefix {@code Bot}
	 * @return this builder
	 */
	public DiscordEmulatorBuilder token(String token) {
		this.settings.token = token;
		return self();
	}

	/**
	 * The bot's user name.
	 * @param name the name, by default {@code fleet}
	 * @return this builder
	 */
	public DiscordEmulatorBuilder botName(String name) {
		this.settings.botName = name;
		return self();
	}

	/**
	 * How many guilds the bot is in.
	 * @param guilds the number, by default 1
	 * @return this builder
	 */
	public DiscordEmulatorBuilder guilds(int guilds) {
		this.settings.guilds = DiscordEmulatorBuilder.check(guilds, 0, "guilds");
		return self();
	}

	/**
	 * How many members each guild has, the bot included.
	 * @param members the number, by default 3
	 * @return this builder
	 */
	public DiscordEmulatorBuilder membersPerGuild(int members) {
		this.settings.membersPerGuild = DiscordEmulatorBuilder.check(members, 1, "membersPerGuild");
		return self();
	}

	/**
	 * How many members a certain guild has, the bot included.
	 * @param guildIndex the guild's index, from 0
	 * @param members the number
	 * @return this builder
	 */
	public DiscordEmulatorBuilder membersOf(int guildIndex, int members) {
		this.settings.memberCounts.put(DiscordEmulatorBuilder.check(guildIndex, 0, "guildIndex"),
				DiscordEmulatorBuilder.check(members, 1, "members"));
		return self();
	}

	/**
	 * How many text channels each guild has. There is one voice channel beside them.
	 * @param channels the number, from 1, which is the default, to 500
	 * @return this builder
	 */
	public DiscordEmulatorBuilder channelsPerGuild(int channels) {
		if (channels > MAX_CHANNELS) {
			throw new IllegalArgumentException(
					"channelsPerGuild is " + channels + ", but Discord allows " + MAX_CHANNELS + " at most");
		}
		this.settings.channelsPerGuild = DiscordEmulatorBuilder.check(channels, 1, "channelsPerGuild");
		return self();
	}

	/**
	 * List all members in GUILD_CREATE for each session with the GUILD_MEMBERS intent.
	 * Discord lists the bot alone unless a session has the GUILD_PRESENCES intent, and
	 * then up to the session's {@code large_threshold}; that is the default.
	 * @param eager whether to list all
	 * @return this builder
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway-events#guild-create">Guild
	 * Create</a>
	 */
	public DiscordEmulatorBuilder eagerMembers(boolean eager) {
		this.settings.eagerMembers = eager;
		return self();
	}

}
