package io.github.fleetboot.test.discord.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The guilds and channels there are. Changed by the emulator's thread; which guilds there
 * are may be asked from any.
 */
public final class World {

	/**
	 * A channel one can write to: a guild's text channel, or the direct channel with a
	 * user.
	 */
	public record Channel(long id, @Nullable EmulatorGuild guild, @Nullable DiscordUser recipient) {
	}

	private final Settings settings;

	private final DiscordUser bot;

	/**
	 * By index, those the bot has left included.
	 */
	private volatile List<EmulatorGuild> guilds;

	private final Set<EmulatorGuild> left = ConcurrentHashMap.newKeySet();

	private final Map<Long, GuildContents> contents = new HashMap<>();

	private final Snowflakes snowflakes = new Snowflakes();

	private final Map<Long, EmulatorGuild> newChannels = new HashMap<>();

	private final Permissions permissions = new Permissions();

	private final Map<Long, Channel> directChannels = new HashMap<>();

	private final Map<Long, Channel> directChannelsByUser = new HashMap<>();

	private long pastIds;

	public World(Settings settings) {
		this.settings = settings;
		this.bot = BotAccount.userOf(settings);
		this.guilds = IntStream.range(0, settings.guilds).mapToObj(this::madeUp).toList();
	}

	private EmulatorGuild madeUp(int index) {
		return EmulatorGuild.at(index, this.settings.memberCounts.getOrDefault(index, this.settings.membersPerGuild));
	}

	public List<EmulatorGuild> guilds() {
		return this.left.isEmpty() ? this.guilds
				: this.guilds.stream().filter((guild) -> !this.left.contains(guild)).toList();
	}

	public List<EmulatorGuild> guildsOf(Shard shard) {
		return guilds().stream().filter((guild) -> guild.shard(shard.count()) == shard.id()).toList();
	}

	/**
	 * A guild by its index or id.
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public EmulatorGuild guild(long indexOrId) {
		List<EmulatorGuild> guilds = this.guilds;
		EmulatorGuild guild = (indexOrId >= 0 && indexOrId < guilds.size()) ? guilds.get((int) indexOrId)
				: guildAt(indexOrId);
		if (guild == null || (guild.id() != indexOrId && guild.index() != indexOrId) || this.left.contains(guild)) {
			throw new IllegalArgumentException("There is no guild %d: give an index below %d or the id of one"
				.formatted(indexOrId, guilds.size()));
		}
		return guild;
	}

	/**
	 * The bot is added to another guild.
	 * @param members how many members it has, the bot included
	 */
	public EmulatorGuild addGuild(int members) {
		List<EmulatorGuild> guilds = new ArrayList<>(this.guilds);
		EmulatorGuild guild = EmulatorGuild.at(guilds.size(), members);
		guilds.add(guild);
		this.guilds = List.copyOf(guilds);
		return guild;
	}

	/**
	 * The bot is removed from a guild.
	 */
	public void removeGuild(EmulatorGuild guild) {
		this.left.add(guild);
		this.contents.remove(guild.id());
	}

	/**
	 * Who and what is in a guild, to be changed.
	 */
	public GuildContents contents(EmulatorGuild guild) {
		return this.contents.computeIfAbsent(guild.id(), (id) -> madeUp(guild));
	}

	/**
	 * Who and what is in a guild, to be read.
	 */
	public GuildContents look(EmulatorGuild guild) {
		GuildContents changed = this.contents.get(guild.id());
		return (changed != null) ? changed : madeUp(guild);
	}

	private GuildContents madeUp(EmulatorGuild guild) {
		return new GuildContents(guild, this.bot, this.settings.channelsPerGuild);
	}

	public @Nullable Channel channel(long id) {
		EmulatorGuild guild = this.newChannels.getOrDefault(id, guildAt(id));
		if (guild != null) {
			return (!this.left.contains(guild) && look(guild).hasTextChannel(id)) ? new Channel(id, guild, null) : null;
		}
		return this.directChannels.get(id);
	}

	/**
	 * A text channel is added to a guild.
	 * @return its JSON
	 */
	public ObjectNode addTextChannel(EmulatorGuild guild, String name) {
		Map<Long, ObjectNode> channels = contents(guild).channels();
		long id = newId();
		ObjectNode channel = GuildPayload.textChannel(guild, id, name, channels.size());
		channels.put(id, channel);
		this.newChannels.put(id, guild);
		return channel;
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

	/**
	 * An id of a moment that lies behind; no two are the same.
	 */
	public long idAt(Instant time) {
		this.pastIds = (this.pastIds + 1) & 0xFFFFF;
		return Snowflakes.at(time) | this.pastIds;
	}

	/**
	 * What the bot was denied.
	 */
	public Permissions permissions() {
		return this.permissions;
	}

	/**
	 * A guild by its id.
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public EmulatorGuild guildById(long id) {
		EmulatorGuild guild = guildAt(id);
		if (guild == null || guild.id() != id || this.left.contains(guild)) {
			throw new IllegalArgumentException("There is no guild with the id " + id);
		}
		return guild;
	}

	/**
	 * The user who was made up as a member of some guild.
	 */
	public @Nullable DiscordUser madeUpUser(long id) {
		EmulatorGuild guild = guildAt(id);
		int place = (guild != null) ? guild.placeOf(id) : -1;
		return (guild != null && place >= 0 && place < guild.memberCount() - 1) ? guild.member(place) : null;
	}

	private @Nullable EmulatorGuild guildAt(long id) {
		long index = Snowflakes.slot(id) - 1;
		List<EmulatorGuild> guilds = this.guilds;
		return (index >= 0 && index < guilds.size()) ? guilds.get((int) index) : null;
	}

}
