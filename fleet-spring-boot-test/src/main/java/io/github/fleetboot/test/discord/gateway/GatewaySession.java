package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.BotPresence;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Shard;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A session of the gateway: its numbering, its buffer and what is known of it. It
 * outlives its connections. Used by the emulator's thread; the record reads it under the
 * monitor.
 */
public final class GatewaySession {

	/**
	 * A dispatch that may have to be sent again.
	 */
	public record Dispatch(String type, long sequence, EventBody body) {

		public byte[] bytes() {
			return Json.dispatch(this.type, this.sequence, this.body.bytes());
		}

	}

	private final String id;

	private final Shard shard;

	private final int intents;

	private final int largeThreshold;

	private final List<EmulatorGuild> guilds;

	private final int bufferSize;

	private final Deque<Dispatch> buffer = new ArrayDeque<>();

	private final Moment identified;

	private long sequence;

	private int guildsIntroduced;

	private BotPresence presence;

	private Moment presenceSet;

	private @Nullable GatewayConnection connection;

	private Moment ready;

	private @Nullable Moment guildsSent;

	private @Nullable Moment ended;

	private int closeCode;

	private int detachments;

	private int number;

	private @Nullable String endReason;

	private List<Disturbance> disturbances = List.of();

	public GatewaySession(String id, Identification identification, List<EmulatorGuild> guilds, int bufferSize,
			Moment identified) {
		this.id = id;
		this.shard = identification.shard();
		this.intents = identification.intents();
		this.largeThreshold = identification.largeThreshold();
		this.guilds = new ArrayList<>(guilds);
		this.bufferSize = bufferSize;
		this.identified = identified;
		this.ready = identified;
		this.presence = Presences.of(identification.presence());
		this.presenceSet = identified;
	}

	public String id() {
		return this.id;
	}

	/**
	 * The number under which the record knows it.
	 */
	void recordedAs(int number) {
		this.number = number;
	}

	int number() {
		return this.number;
	}

	public Shard shard() {
		return this.shard;
	}

	public int intents() {
		return this.intents;
	}

	public int largeThreshold() {
		return this.largeThreshold;
	}

	public List<EmulatorGuild> guilds() {
		return this.guilds;
	}

	public long sequence() {
		return this.sequence;
	}

	/**
	 * Number a dispatch and keep it for a replay.
	 */
	public Dispatch append(String type, EventBody body) {
		Dispatch dispatch = new Dispatch(type, ++this.sequence, body);
		if (this.buffer.size() == this.bufferSize) {
			this.buffer.removeFirst();
		}
		this.buffer.addLast(dispatch);
		return dispatch;
	}

	/**
	 * What followed a sequence number.
	 * @return the dispatches, or {@code null} if the buffer no longer reaches back to it
	 */
	public @Nullable List<Dispatch> after(long seen) {
		List<Dispatch> missed = this.buffer.stream().filter((dispatch) -> dispatch.sequence() > seen).toList();
		return (missed.size() == this.sequence - seen) ? missed : null;
	}

	/**
	 * The next guild the session has not been told of.
	 * @return the guild, or {@code null} if it knows all
	 */
	public @Nullable EmulatorGuild introduceNext() {
		if (this.guildsIntroduced == this.guilds.size()) {
			return null;
		}
		return this.guilds.get(this.guildsIntroduced++);
	}

	/**
	 * Whether the session is to hear of a guild's events: it is on its shard, and its
	 * GUILD_CREATE is out. Guilds are introduced by ascending index.
	 */
	public boolean covers(EmulatorGuild guild) {
		return guild.shard(this.shard.count()) == this.shard.id() && this.guildsIntroduced > 0
				&& guild.index() <= this.guilds.get(this.guildsIntroduced - 1).index();
	}

	/**
	 * A guild was added. If guilds are still being introduced, it will be, too.
	 * @return whether it has to be introduced now
	 */
	boolean add(EmulatorGuild guild) {
		this.guilds.add(guild);
		if (this.guildsSent == null) {
			return false;
		}
		this.guildsIntroduced = this.guilds.size();
		return true;
	}

	/**
	 * A guild is gone.
	 */
	void remove(EmulatorGuild guild) {
		int place = this.guilds.indexOf(guild);
		if (place >= 0) {
			this.guilds.remove(place);
			this.guildsIntroduced -= (place < this.guildsIntroduced) ? 1 : 0;
		}
	}

	/**
	 * When its IDENTIFY was received.
	 */
	Moment identified() {
		return this.identified;
	}

	BotPresence presence() {
		return this.presence;
	}

	Moment presenceSet() {
		return this.presenceSet;
	}

	/**
	 * Change the bot's presence.
	 */
	void present(JsonNode presence, Moment now) {
		this.presence = Presences.of(presence);
		this.presenceSet = now;
	}

	public List<Disturbance> disturbances() {
		return this.disturbances;
	}

	/**
	 * Disturb the session from now on, after all that disturbs it already.
	 */
	public void disturb(Disturbance disturbance) {
		List<Disturbance> more = new ArrayList<>(this.disturbances);
		more.add(disturbance);
		this.disturbances = List.copyOf(more);
	}

	public void calm(Disturbance disturbance) {
		this.disturbances = this.disturbances.stream().filter((candidate) -> candidate != disturbance).toList();
	}

	public @Nullable GatewayConnection connection() {
		return this.connection;
	}

	public void attach(GatewayConnection connection) {
		this.connection = connection;
	}

	/**
	 * The connection is over.
	 * @return how often that has happened
	 */
	public int detach(int code) {
		this.connection = null;
		this.closeCode = code;
		return ++this.detachments;
	}

	/**
	 * Whether no connection was made since that detachment.
	 */
	public boolean isAbandonedSince(int detachment) {
		return this.connection == null && this.detachments == detachment;
	}

	public boolean hasEnded() {
		return this.ended != null;
	}

	public void end(Moment time, String reason) {
		this.ended = time;
		this.endReason = reason;
	}

	/**
	 * Whether READY was sent.
	 */
	boolean isReady() {
		return this.sequence > 0;
	}

	public void readySent(Moment time) {
		this.ready = time;
	}

	public void guildsSent(Moment time) {
		this.guildsSent = time;
	}

	public DiscordRecord.Session describe() {
		return new DiscordRecord.Session(this.id, this.shard.id(), this.shard.count(), this.intents, this.guilds.size(),
				this.identified, this.ready, this.guildsSent, this.connection != null, this.ended, this.closeCode,
				this.endReason);
	}

}
