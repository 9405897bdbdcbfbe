package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened in the emulator's world, beside what a bot says it has seen of it. A
 * snapshot, for any thread.
 *
 * @param expected how many events there were to see
 * @param seen how many of them the bot has seen, each counted once
 * @param lost the events the bot has not seen
 * @param repeated the events the bot has seen more than once
 * @param reordered the events the bot has seen after a later one of the same guild
 * @param unexpected what the bot has seen though it was not to be seen: ids that never
 * were, or were left out of the comparison
 * @since 0.1.0
 */
public record Comparison(int expected, int seen, List<Loss> lost, List<Repetition> repeated, List<Inversion> reordered,
		List<Long> unexpected) {

	private static final int LINES = 20;

	/**
	 * The lost events for which the record knows no excuse: some session's client has
	 * confirmed the event, or may still get it.
	 * @return the list, oldest first
	 */
	public List<Loss> unexplained() {
		return this.lost.stream().filter((loss) -> !loss.isExplained()).toList();
	}

	/**
	 * Require that the bot has seen all, each once and in order, and nothing else.
	 * @throws AssertionError with the report if not
	 */
	public void assertComplete() {
		if (!(this.lost.isEmpty() && this.repeated.isEmpty() && this.reordered.isEmpty()
				&& this.unexpected.isEmpty())) {
			throw new AssertionError(toString());
		}
	}

	/**
	 * Require that the bot has seen all but what the record explains the loss of, in
	 * order, and nothing else. It may have seen events more than once where they were
	 * sent more than once, and in another order where they were sent in that order.
	 * @throws AssertionError with the report if not
	 */
	public void assertAccounted() {
		boolean explained = unexplained().isEmpty() && this.repeated.stream().allMatch(Repetition::isExplained)
				&& this.reordered.stream().allMatch(Inversion::isExplained);
		if (!(explained && this.unexpected.isEmpty())) {
			throw new AssertionError(toString());
		}
	}

	/**
	 * Tell it all: the numbers, and the first of each kind with what became of them.
	 * @return several lines
	 */
	@Override
	public String toString() {
		List<String> lines = new ArrayList<>();
		lines.add("%d of %d events were seen; lost %d (%d unexplained), repeated %d, reordered %d, unexpected %d"
			.formatted(this.seen, this.expected, this.lost.size(), unexplained().size(), this.repeated.size(),
					this.reordered.size(), this.unexpected.size()));
		list(lines, "unexplained", unexplained());
		list(lines, "lost", this.lost.stream().filter(Loss::isExplained).toList());
		list(lines, "repeated", this.repeated);
		list(lines, "reordered", this.reordered);
		list(lines, "unexpected", this.unexpected);
		return String.join("\n", lines);
	}

	private static void list(List<String> lines, String what, List<?> things) {
		things.stream().limit(LINES).forEach((thing) -> lines.add("  " + what + ": " + thing));
		if (things.size() > LINES) {
			lines.add("  " + what + ": and " + (things.size() - LINES) + " more");
		}
	}

	/**
	 * An event the bot has not seen.
	 *
	 * @param event the event
	 * @param deliveries what became of it, for each session that was told
	 * @param withoutGuild the ids of those sessions that a fault had kept from being told
	 * of the event's guild, so that their clients did not know it
	 */
	public record Loss(Publication event, List<Delivery> deliveries, Set<String> withoutGuild) {

		/**
		 * Whether the record knows why: no session was told, or a fault took it before it
		 * got a number, or each session that was told has ended, or was made to skip it,
		 * before its client confirmed the event, or had not been told of its guild.
		 * @return {@code true} if so
		 */
		public boolean isExplained() {
			return this.deliveries.stream().allMatch((delivery) -> delivery.isExcused() || lacksGuild(delivery));
		}

		private boolean lacksGuild(Delivery delivery) {
			return this.withoutGuild.contains(delivery.event().sessionId());
		}

		@Override
		public String toString() {
			if (this.deliveries.isEmpty()) {
				return "%s %d of guild %d: %s at %s".formatted(this.event.type(), this.event.subject(),
						this.event.guildId(),
						(this.event.sessions() == 0) ? "no session with its shard and intent was there"
								: "a fault kept it from the session that was there",
						this.event.time().instant());
			}
			return this.deliveries.stream()
				.map((delivery) -> delivery + (lacksGuild(delivery) ? ", which had not been told of the guild" : ""))
				.collect(Collectors.joining("; "));
		}

	}

	/**
	 * An event the bot has seen more than once.
	 *
	 * @param event the event
	 * @param times how often it was seen
	 * @param deliveries what became of it, for each session that was told
	 */
	public record Repetition(Publication event, int times, List<Delivery> deliveries) {

		/**
		 * Whether it was written as often as it was seen, or more often.
		 * @return {@code true} if so
		 */
		public boolean isExplained() {
			return this.times <= this.deliveries.stream().mapToInt(Delivery::writes).sum();
		}

		@Override
		public String toString() {
			return "seen %d times: %s".formatted(this.times,
					this.deliveries.stream().map(Delivery::toString).collect(Collectors.joining("; ")));
		}

	}

	/**
	 * Two events of a guild that the bot has first seen in the wrong order.
	 *
	 * @param event the earlier event, which was seen later
	 * @param seenBefore the later event, which was seen before
	 * @param sentInThisOrder whether a session was told of them in this order
	 */
	public record Inversion(Publication event, Publication seenBefore, boolean sentInThisOrder) {

		/**
		 * Whether the record knows why.
		 * @return {@code true} if the events were sent in the order in which they were
		 * seen
		 */
		public boolean isExplained() {
			return this.sentInThisOrder;
		}

		@Override
		public String toString() {
			return "%s %d was seen after %s %d, which followed it in guild %d%s".formatted(this.event.type(),
					this.event.subject(), this.seenBefore.type(), this.seenBefore.subject(), this.event.guildId(),
					this.sentInThisOrder ? ", as they were sent" : "");
		}

	}

}
