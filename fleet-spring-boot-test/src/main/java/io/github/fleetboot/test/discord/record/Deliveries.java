package io.github.fleetboot.test.discord.record;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of each dispatch, at one moment. A snapshot, for any thread.
 *
 * @since 0.1.0
 * @see <a href="https://docs.discord.com/developers/events/gateway#resuming">Resuming</a>
 */
public final class Deliveries {

	private static final int LINES = 20;

	private final List<Delivery> all;

	Deliveries(List<Delivery> all) {
		this.all = all;
	}

	/**
	 * All dispatches of all sessions.
	 * @return the list, oldest first
	 */
	public List<Delivery> all() {
		return this.all;
	}

	/**
	 * The dispatches of a session.
	 * @param sessionId the session's id
	 * @return the list, in the order of their numbers
	 */
	public List<Delivery> ofSession(String sessionId) {
		return select((delivery) -> delivery.event().sessionId().equals(sessionId));
	}

	/**
	 * The dispatches about one thing: one for each session that was told.
	 * @param subject the id of the guild, message, interaction or user
	 * @return the list, oldest first
	 */
	public List<Delivery> about(long subject) {
		return select((delivery) -> delivery.event().subject() == subject);
	}

	/**
	 * The dispatches that came so far and no further.
	 * @param fate how far they came
	 * @return the list, oldest first
	 */
	public List<Delivery> with(Delivery.Fate fate) {
		return select((delivery) -> delivery.fate() == fate);
	}

	/**
	 * The dispatches that were written more than once.
	 * @return the list, oldest first
	 */
	public List<Delivery> repeated() {
		return select((delivery) -> delivery.writes() > 1);
	}

	/**
	 * How many dispatches came how far.
	 * @return the numbers, without zeros
	 */
	public Map<Delivery.Fate, Long> counts() {
		return this.all.stream()
			.collect(Collectors.groupingBy(Delivery::fate, () -> new EnumMap<>(Delivery.Fate.class),
					Collectors.counting()));
	}

	/**
	 * How many dispatches each session was told of.
	 * @return the numbers by the sessions' ids
	 */
	public Map<String, Long> perSession() {
		return this.all.stream()
			.collect(Collectors.groupingBy((delivery) -> delivery.event().sessionId(), TreeMap::new,
					Collectors.counting()));
	}

	private List<Delivery> select(Predicate<Delivery> wanted) {
		return this.all.stream().filter(wanted).toList();
	}

	/**
	 * Tell the numbers, and the first of those that were lost, skipped or may not have
	 * been read.
	 * @return several lines
	 */
	@Override
	public String toString() {
		String excused = this.all.stream()
			.filter(Delivery::isExcused)
			.limit(LINES)
			.map((delivery) -> "\n  " + delivery)
			.collect(Collectors.joining());
		return this.all.size() + " dispatches: " + counts() + excused;
	}

}
