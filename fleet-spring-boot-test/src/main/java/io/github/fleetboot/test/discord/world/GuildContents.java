package io.github.fleetboot.test.discord.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who and what is in a guild: what is made up from the guild's index, and what changed
 * since. Used by the emulator's thread only.
 */
public final class GuildContents {

	private final EmulatorGuild guild;

	private final DiscordUser bot;

	private final int textChannels;

	private final Map<Long, Member> members = new LinkedHashMap<>();

	private final Set<Long> gone = new HashSet<>();

	private final Map<Long, Presence> presences = new HashMap<>();

	private final Map<Long, VoiceState> voiceStates = new LinkedHashMap<>();

	private @Nullable Map<Long, ObjectNode> channels;

	private @Nullable Map<Long, ObjectNode> roles;

	private int membersJoined;

	GuildContents(EmulatorGuild guild, DiscordUser bot, int textChannels) {
		this.guild = guild;
		this.bot = bot;
		this.textChannels = textChannels;
	}

	public EmulatorGuild guild() {
		return this.guild;
	}

	DiscordUser bot() {
		return this.bot;
	}

	public int memberCount() {
		return this.guild.memberCount() + this.membersJoined;
	}

	/**
	 * All members, the bot first.
	 * @return the members
	 */
	public Stream<Member> members() {
		Stream<Member> madeUp = IntStream.range(0, this.guild.memberCount() - 1)
			.mapToObj(this.guild::member)
			.filter((user) -> !this.gone.contains(user.id()) && !this.members.containsKey(user.id()))
			.map(Member::of);
		return Stream.of(Stream.of(Member.of(this.bot)), this.members.values().stream(), madeUp)
			.flatMap((part) -> part);
	}

	/**
	 * The member who is that user.
	 * @param user the user
	 * @return the member, {@code null} if the user is not one
	 */
	public @Nullable Member member(DiscordUser user) {
		Member known = this.members.get(user.id());
		if (known != null) {
			return known;
		}
		return (isMadeUp(user.id()) && !this.gone.contains(user.id())) ? Member.of(user) : null;
	}

	public boolean isMember(long userId) {
		return this.members.containsKey(userId) || (isMadeUp(userId) && !this.gone.contains(userId));
	}

	private boolean isMadeUp(long userId) {
		int place = this.guild.placeOf(userId);
		return userId == this.bot.id() || (place >= 0 && place < this.guild.memberCount() - 1);
	}

	/**
	 * A user joins, or a member changes.
	 * @param member the member as it is now
	 */
	public void put(Member member) {
		long id = member.user().id();
		if (!isMember(id)) {
			this.membersJoined++;
		}
		this.gone.remove(id);
		this.members.put(id, member);
	}

	/**
	 * A member leaves.
	 * @param userId the member
	 */
	public void remove(long userId) {
		if (isMember(userId)) {
			this.membersJoined--;
		}
		this.members.remove(userId);
		this.gone.add(userId);
		this.presences.remove(userId);
		this.voiceStates.remove(userId);
	}

	/**
	 * What a member is seen doing. Users who joined are offline until something is said
	 * of them.
	 * @param userId the member
	 * @return the presence
	 */
	public Presence presence(long userId) {
		Presence known = this.presences.get(userId);
		if (known != null) {
			return known;
		}
		int place = this.guild.placeOf(userId);
		return (place >= 0) ? Presence.madeUp(this.guild.index(), place) : new Presence(OnlineStatus.OFFLINE, null);
	}

	public void put(long userId, Presence presence) {
		this.presences.put(userId, presence);
	}

	/**
	 * The members in voice channels.
	 * @return their states, by the members' ids
	 */
	public Map<Long, VoiceState> voiceStates() {
		return this.voiceStates;
	}

	/**
	 * A member enters or leaves a voice channel, or changes there.
	 * @param userId the member
	 * @param state the new state
	 */
	public void put(long userId, VoiceState state) {
		if (state.channelId() == null) {
			this.voiceStates.remove(userId);
		}
		else {
			this.voiceStates.put(userId, state);
		}
	}

	/**
	 * The channels as they are now. May be changed, which changes the guild.
	 * @return the channels' JSON by their ids
	 */
	public Map<Long, ObjectNode> channels() {
		if (this.channels == null) {
			this.channels = channelsNow();
		}
		return this.channels;
	}

	/**
	 * The channels, which are only kept once they were changed: there may be many guilds.
	 */
	public Map<Long, ObjectNode> channelsNow() {
		if (this.channels != null) {
			return this.channels;
		}
		Map<Long, ObjectNode> channels = new LinkedHashMap<>();
		channels.put(this.guild.channelId(), GuildPayload.channel(this.guild));
		for (int place = 1; place < this.textChannels; place++) {
			long id = this.guild.channelId(place);
			channels.put(id, GuildPayload.textChannel(this.guild, id, "general-" + place, place));
		}
		channels.put(this.guild.voiceChannelId(), GuildPayload.voiceChannel(this.guild));
		return channels;
	}

	/**
	 * The text channels.
	 * @return their ids, the oldest first
	 */
	public List<Long> textChannels() {
		return channelsNow().entrySet()
			.stream()
			.filter((channel) -> Json.number(channel.getValue(), "type", 0) == 0)
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Whether one can write in a channel of this id.
	 */
	boolean hasTextChannel(long id) {
		if (this.channels == null) {
			return IntStream.range(0, this.textChannels).anyMatch((place) -> this.guild.channelId(place) == id);
		}
		ObjectNode channel = this.channels.get(id);
		return channel != null && Json.number(channel, "type", 0) == 0;
	}

	/**
	 * The roles as they are now. May be changed, which changes the guild.
	 * @return the roles' JSON by their ids
	 */
	public Map<Long, ObjectNode> roles() {
		if (this.roles == null) {
			this.roles = rolesNow();
		}
		return this.roles;
	}

	public Map<Long, ObjectNode> rolesNow() {
		if (this.roles != null) {
			return this.roles;
		}
		Map<Long, ObjectNode> roles = new LinkedHashMap<>();
		roles.put(this.guild.id(), GuildPayload.role(this.guild.id(), "@everyone", 0));
		roles.put(this.guild.roleId(), GuildPayload.role(this.guild.roleId(), "crew", 1));
		return roles;
	}

	/**
	 * The members GUILD_CREATE lists beside the bot: those in voice channels, then
	 * others.
	 * @param most how many others at most
	 * @return the members
	 */
	List<Member> listed(int most) {
		List<Member> listed = new ArrayList<>();
		for (long userId : this.voiceStates.keySet()) {
			members().filter((member) -> member.user().id() == userId).findFirst().ifPresent(listed::add);
		}
		members().skip(1)
			.filter((member) -> !this.voiceStates.containsKey(member.user().id()))
			.limit(most)
			.forEach(listed::add);
		return listed;
	}

}
