package io.github.fleetboot.test.discord.record;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Everything the emulator saw and did, in order. Each method returns a snapshot and may
 * be called from any thread.
 *
 * @since 0.1.0
 */
public final class DiscordRecord extends RecordBooks {

	public DiscordRecord(Monitor monitor, boolean frames) {
		super(monitor, frames);
	}

	/**
	 * Each IDENTIFY (op 2) received, also the refused ones.
	 * @return the list, oldest first
	 */
	public List<Identify> identifies() {
		return snapshot(this.identifies);
	}

	/**
	 * The shortest time between two IDENTIFYs with the same rate limit key, refused ones
	 * included.
	 * @return the time by key; a key that was used less than twice is absent
	 */
	public SortedMap<Integer, Duration> smallestIdentifyGap() {
		SortedMap<Integer, Duration> gaps = new TreeMap<>();
		Map<Integer, Moment> last = new HashMap<>();
		for (Identify identify : identifies()) {
			Moment previous = (identify.key() >= 0) ? last.put(identify.key(), identify.time()) : null;
			if (previous != null) {
				gaps.merge(identify.key(), previous.until(identify.time()), (a, b) -> (a.compareTo(b) < 0) ? a : b);
			}
		}
		return gaps;
	}

	/**
	 * Each RESUME (op 6) received.
	 * @return the list, oldest first
	 */
	public List<Resume> resumes() {
		return snapshot(this.resumes);
	}

	/**
	 * Each breach of a rule of the gateway. A well-behaved bot leaves this empty.
	 * @return the list, oldest first
	 */
	public List<Violation> violations() {
		return snapshot(this.violations);
	}

	/**
	 * Each fault that struck, on command, so that what follows from it can be told from
	 * what the bot did wrong.
	 * @return the list, oldest first
	 */
	public List<Fault> faults() {
		return snapshot(this.faults);
	}

	/**
	 * Each session that was started, ended ones included.
	 * @return the list, oldest first
	 */
	public List<Session> sessions() {
		return this.monitor.read(() -> sessionsSoFar());
	}

	/**
	 * Each dispatch (op 0) put out to a session, READY, GUILD_CREATE and those kept for a
	 * disconnected session included. A replay is not recorded again.
	 * @return the list, oldest first
	 */
	public List<Event> events() {
		return this.deliveryLog.events();
	}

	/**
	 * What happened in the emulator's world and was to be told to sessions, whether or
	 * not there were any.
	 * @return the list, oldest first
	 */
	public List<Publication> publications() {
		return this.deliveryLog.publications();
	}

	/**
	 * What it all comes to.
	 * @return the numbers
	 */
	public RecordSummary summary() {
		return new RecordSummary(this);
	}

	/**
	 * What became of each dispatch so far.
	 * @return the deliveries
	 */
	public Deliveries deliveries() {
		return this.deliveryLog.deliveries();
	}

	/**
	 * Compare what happened with what the bot says it has seen.
	 * @param seen the ids of the messages, interactions or whatever is compared, in the
	 * order in which the bot has seen them
	 * @param expected tells the events that are compared, such as
	 * {@code (event) -> event.type().equals("MESSAGE_CREATE")}
	 * @return what was lost, repeated, reordered and unexpected, and why
	 */
	public Comparison compare(Collection<Long> seen, Predicate<Publication> expected) {
		Deliveries deliveries = deliveries();
		return new Comparing(publications(), expected).with(seen, deliveries, new GuildsTold(sessions(), deliveries));
	}

	/**
	 * The payloads and closes on all connections to the gateway, in both directions. The
	 * latest million is kept.
	 * @return the list, oldest first; empty if frames are not recorded
	 */
	public List<Frame> frames() {
		return this.frameLog.frames();
	}

	/**
	 * How many frames were too old to be kept.
	 * @return the number
	 */
	public long framesForgotten() {
		return this.frameLog.forgotten();
	}

	/**
	 * Each REST request answered.
	 * @return the list, oldest first
	 */
	public List<Request> requests() {
		return snapshot(this.requests);
	}

	/**
	 * Each attempt to answer an interaction, so also those that came late or second.
	 * @return the list, oldest first
	 */
	public List<Callback> callbacks() {
		return snapshot(this.callbacks);
	}

	/**
	 * Each message the bot created, by {@code POST channels/{channel}/messages} or as a
	 * follow-up of an interaction.
	 * @return the list, oldest first
	 */
	public List<BotMessage> messages() {
		return snapshot(this.messages);
	}

	/**
	 * An IDENTIFY.
	 *
	 * @param time when it was received
	 * @param source the client's address and port
	 * @param shard the shard's id, -1 if it was not a legal one
	 * @param shards the number of shards it gave, -1 if it was not a legal one
	 * @param key the rate limit key, {@code shard % max_concurrency}, -1 without a legal
	 * shard
	 * @param sessionId the session it started, {@code null} if it was refused
	 * @param rejection why it was refused, {@code null} if it was accepted
	 */
	public record Identify(Moment time, String source, int shard, int shards, int key, @Nullable String sessionId,
			@Nullable String rejection) {

		/**
		 * Whether a session was started.
		 * @return {@code true} if so
		 */
		public boolean accepted() {
			return this.sessionId != null;
		}

	}

	/**
	 * A RESUME.
	 *
	 * @param time when it was received
	 * @param source the client's address and port
	 * @param sessionId the session it named
	 * @param sequence the last sequence number the client had seen
	 * @param replayed how many dispatches were sent again, -1 if it was refused
	 * @param rejection why it was refused, {@code null} if it was accepted
	 */
	public record Resume(Moment time, String source, String sessionId, long sequence, int replayed,
			@Nullable String rejection) {

		/**
		 * Whether the session was resumed.
		 * @return {@code true} if so
		 */
		public boolean accepted() {
			return this.rejection == null;
		}

	}

	/**
	 * A breach of a rule of the gateway.
	 *
	 * @param time when it was noticed
	 * @param closeCode the close code that answered it, 9 for op 9, or 0 if it was
	 * ignored
	 * @param sessionId the session, {@code null} if there was none (yet)
	 * @param reason what was wrong, in words
	 */
	public record Violation(Moment time, int closeCode, @Nullable String sessionId, String reason) {
	}

	/**
	 * A fault that struck.
	 *
	 * @param time when it struck
	 * @param what what it was, such as {@code close 4000} or {@code end of outage}
	 * @param sessionId the session it struck, {@code null} if there was none
	 * @param shard the shard it struck, -1 if it is not known
	 */
	public record Fault(Moment time, String what, @Nullable String sessionId, int shard) {
	}

	/**
	 * A session and how it fares.
	 *
	 * @param id the session's id
	 * @param shard the shard's id
	 * @param shards the number of shards
	 * @param intents the intents' bits
	 * @param guilds how many guilds it has
	 * @param identified when its IDENTIFY was received
	 * @param ready when READY was sent
	 * @param guildsSent when the last GUILD_CREATE was sent, {@code null} before that;
	 * soon after {@code ready} if there was none to send
	 * @param connected whether a connection serves it now
	 * @param ended when it ceased to be resumable, {@code null} before that
	 * @param closeCode the code its last connection was closed with, by either side; 0 if
	 * none was, 1006 if the connection broke
	 * @param endReason why it ended, in words; {@code null} before that
	 */
	public record Session(String id, int shard, int shards, int intents, int guilds, Moment identified, Moment ready,
			@Nullable Moment guildsSent, boolean connected, @Nullable Moment ended, int closeCode,
			@Nullable String endReason) {

		/**
		 * Whether it is connected and was told of all its guilds.
		 * @return {@code true} if so
		 */
		public boolean isServing() {
			return this.connected && this.guildsSent != null;
		}

	}

	/**
	 * A dispatch.
	 *
	 * @param time when it was put out
	 * @param sessionId the session
	 * @param shard the session's shard
	 * @param sequence its number within the session, from 1
	 * @param type its type, such as {@code MESSAGE_CREATE}
	 * @param subject the id of the guild, message or interaction it is about, 0 if there
	 * is none
	 */
	public record Event(Moment time, String sessionId, int shard, long sequence, String type, long subject) {
	}

	/**
	 * A REST request and its answer.
	 *
	 * @param time when it was received
	 * @param method the HTTP method
	 * @param path the path without the API's prefix and without a leading slash, such as
	 * {@code users/@me}
	 * @param route the path's template, such as {@code channels/{channel}/messages};
	 * {@code null} if there is none such
	 * @param status the answer's HTTP status
	 * @param code Discord's error code, 0 if there was no error
	 * @param rateLimitScope {@code user}, {@code global} or {@code shared} for an answer
	 * 429, else {@code null}
	 * @param source the address it came from
	 * @param bucket the hash of its bucket, {@code null} if the answer told none
	 * @param invalidRequests how many invalid requests the address had made by then, this
	 * one included, in the time that counts
	 * @param fault the fault on command that struck it, or {@code banned}; {@code null}
	 * if it was answered by the rules
	 */
	public record Request(Moment time, String method, String path, @Nullable String route, int status, int code,
			@Nullable String rateLimitScope, String source, @Nullable String bucket, int invalidRequests,
			@Nullable String fault) {

		/**
		 * Whether it counts as invalid: 401, 403, or 429 of a scope other than
		 * {@code shared}. The answers to a banned address count no more.
		 * @return {@code true} if so
		 * @see <a href=
		 * "https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Invalid
		 * request limit</a>
		 */
		public boolean invalid() {
			return this.status == 401 || this.status == 403
					|| (this.status == 429 && this.rateLimitScope != null && !this.rateLimitScope.equals("shared"));
		}

	}

	/**
	 * An attempt to answer an interaction.
	 *
	 * @param time when it was received
	 * @param interactionId the interaction
	 * @param type the callback's type, such as 4 for a message and 5 for a deferred one;
	 * 0 if it was refused before it was read
	 * @param status the answer's HTTP status
	 * @param code Discord's error code, 0 if there was no error
	 */
	public record Callback(Moment time, long interactionId, int type, int status, int code) {
	}

}
