package io.github.fleetboot.test.discord.record;

import org.jspecify.annotations.Nullable;

/**
 * What became of a dispatch.
 *
 * @param event the dispatch
 * @param fate how far it came
 * @param connection the connection it was first written to, 0 if it was only ever
 * replayed, or not written at all
 * @param writes how often it was written, replays included; twice or more is a repetition
 * that the client has to expect
 * @param sessionEnd why its session ended, {@code null} if it has not
 * @since 0.1.0
 */
public record Delivery(DiscordRecord.Event event, Fate fate, int connection, int writes, @Nullable String sessionEnd) {

	/**
	 * Whether nothing shows that the client has got it, and nothing more can.
	 * @return {@code true} if its session is over, or has passed it by
	 */
	public boolean isExcused() {
		return this.fate == Fate.UNCONFIRMED || this.fate == Fate.LOST || this.fate == Fate.SKIPPED;
	}

	/**
	 * Tell it in one line.
	 * @return the line
	 */
	@Override
	public String toString() {
		String end = (this.sessionEnd != null) ? ", its session ended: " + this.sessionEnd : "";
		String written = (this.writes == 0) ? "never written"
				: "written " + this.writes + " times, first to connection " + this.connection;
		return "%s %d as seq %d of session %s: %s, %s%s".formatted(this.event.type(), this.event.subject(),
				this.event.sequence(), this.event.sessionId(), this.fate, written, end);
	}

	/**
	 * How far a dispatch came.
	 *
	 * @since 0.1.0
	 */
	public enum Fate {

		/**
		 * A later heartbeat or RESUME of the client named its number or a higher one.
		 */
		ACKNOWLEDGED,

		/**
		 * It was written, and the client has yet to name its number.
		 */
		SENT,

		/**
		 * The session has no connection, or a fault holds it back: it waits for a RESUME.
		 */
		KEPT,

		/**
		 * It was written, but the session ended before the client named its number.
		 * Whether it was read cannot be known.
		 */
		UNCONFIRMED,

		/**
		 * The session ended before it was written.
		 */
		LOST,

		/**
		 * A fault withheld it, and the client has named a higher number.
		 */
		SKIPPED

	}

}
