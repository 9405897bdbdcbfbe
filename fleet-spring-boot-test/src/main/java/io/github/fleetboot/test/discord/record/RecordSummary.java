package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the record comes to, in numbers. May be used from any thread; each method tells of
 * the time when it is called.
 *
 * @since 0.1.0
 */
public final class RecordSummary {

	private static final int TOO_MANY_REQUESTS = 429;

	private final DiscordRecord record;

	RecordSummary(DiscordRecord record) {
		this.record = record;
	}

	/**
	 * How many sessions were started by an IDENTIFY.
	 * @return the number
	 */
	public int identified() {
		return (int) this.record.identifies().stream().filter(DiscordRecord.Identify::accepted).count();
	}

	/**
	 * How often a session was resumed.
	 * @return the number
	 */
	public int resumed() {
		return (int) this.record.resumes().stream().filter(DiscordRecord.Resume::accepted).count();
	}

	/**
	 * How many dispatches each session was told of.
	 * @return the numbers by the sessions' ids
	 */
	public Map<String, Long> eventsPerSession() {
		return this.record.events()
			.stream()
			.collect(Collectors.groupingBy(DiscordRecord.Event::sessionId, TreeMap::new, Collectors.counting()));
	}

	/**
	 * Who answered which interaction.
	 * @return the interactions in the order of the first attempts
	 */
	public List<InteractionAnswers> answers() {
		Map<Long, List<DiscordRecord.Callback>> attempts = new LinkedHashMap<>();
		for (DiscordRecord.Callback callback : this.record.callbacks()) {
			attempts.computeIfAbsent(callback.interactionId(), (id) -> new ArrayList<>()).add(callback);
		}
		return attempts.entrySet()
			.stream()
			.map((entry) -> InteractionAnswers.of(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * How many requests were answered with 429.
	 * @return the numbers by the scopes {@code user}, {@code global} and {@code shared};
	 * {@code none} stands for a ban
	 */
	public Map<String, Long> tooManyRequests() {
		return this.record.requests()
			.stream()
			.filter((request) -> request.status() == TOO_MANY_REQUESTS)
			.collect(Collectors.groupingBy(
					(request) -> (request.rateLimitScope() != null) ? request.rateLimitScope() : "none", TreeMap::new,
					Collectors.counting()));
	}

	/**
	 * How many requests were invalid: answered with 401, 403, or a 429 whose scope is not
	 * {@code shared}.
	 * @return the number
	 * @see <a href=
	 * "https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Invalid
	 * request limit</a>
	 */
	public int invalidRequests() {
		return (int) this.record.requests().stream().filter(DiscordRecord.Request::invalid).count();
	}

	/**
	 * Tell it in words.
	 * @return one line
	 */
	@Override
	public String toString() {
		List<DiscordRecord.Session> sessions = this.record.sessions();
		return ("%d sessions (%d of them ended), %d identifies (%d accepted), %d resumes (%d accepted), %d events, "
				+ "%d requests (%d invalid, 429s %s), %d messages, violations %s")
			.formatted(sessions.size(), sessions.stream().filter((session) -> session.ended() != null).count(),
					this.record.identifies().size(), identified(), this.record.resumes().size(), resumed(),
					this.record.events().size(), this.record.requests().size(), invalidRequests(), tooManyRequests(),
					this.record.messages().size(), this.record.violations());
	}

}
