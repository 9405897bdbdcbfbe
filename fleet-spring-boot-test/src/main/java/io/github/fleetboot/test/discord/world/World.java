package io.github.fleetboot.test.discord.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The guilds and channels there are. Guilds never change; direct channels are added by
 * the emulator's thread.
 */
public final class World {

	/**
	 * A channel one can write to: a guild's text channel, or the direct channel with a
	 * user.
	 */
	public record Channel(long id, @Nullable EmulatorGuild guild, @Nullable DiscordUser recipient) {
	}

	private final List<EmulatorGuild> guilds;

	private final Snowflakes snowflakes = new Snowflakes();

	private final Map<Long, Channel> directChannels = new HashMap<>();

	private final Map<Long, Channel> directChannelsByUser = new HashMap<>();

	public World(Settings settings) {
		this.guilds = IntStream.range(0, settings.guilds)
			.mapToObj((index) -> EmulatorGuild.at(index, settings.membersPerGuild))
			.toList();
	}

	public List<EmulatorGuild> guilds() {
		return this.guilds;
	}

	public List<EmulatorGuild> guildsOf(Shard shard) {
		return this.guilds.stream().filter((guild) -> guild.shard(shard.count()) == shard.id()).toList();
	}

	/**
	 * A guild by its index or id.
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public EmulatorGuild guild(long indexOrId) {
		if (indexOrId >= 0 && indexOrId < this.guilds.size()) {
			return this.guilds.get((int) indexOrId);
		}
		EmulatorGuild guild = guildAt(indexOrId);
		if (guild == null || guild.id() != indexOrId) {
			throw new IllegalArgumentException("There is no guild %d: give an index below %d or the id of one"
				.formatted(indexOrId, this.guilds.size()));
		}
		return guild;
	}

	public @Nullable Channel channel(long id) {
		EmulatorGuild guild = guildAt(id);
		if (guild != null) {
			return (guild.channelId() == id) ? new Channel(id, guild, null) : null;
		}
		return this.directChannels.get(id);
	}

	public Channel directChannel(DiscordUser user) {
		return this.directChannelsByUser.computeIfAbsent(user.id(), (userId) -> {
			Channel channel = new Channel(newId(), null, user);
			this.directChannels.put(channel.id(), channel);
			return channel;
		});
	}

	public long newId() {
		return this.snowflakes.next();
	}

	private @Nullable EmulatorGuild guildAt(long id) {
		long index = Snowflakes.slot(id) - 1;
		return (index >= 0 && index < this.guilds.size()) ? this.guilds.get((int) index) : null;
	}

}
