package io.github.fleetboot;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Something that the fleet does and that takes its time, as of one moment.
 *
 * @param id its id, unique in the life of the Admiral
 * @param kind what it does, for example {@code start} or {@code restart}
 * @param state how it stands
 * @param progress how much of it is done, from 0 to 1
 * @param eta how long it will go on, {@code null} if that is unknown
 * @param detail what it does now, or why it ended as it did
 * @since 0.1.0
 */
public record FleetOperation(String id, String kind, State state, double progress, @Nullable Duration eta,
		String detail) {

	/**
	 * How an operation stands.
	 */
	public enum State {

		/**
		 * It goes on.
		 */
		RUNNING,

		/**
		 * It did what it was to do.
		 */
		COMPLETED,

		/**
		 * It ended before everything was done, because something failed.
		 */
		FAILED,

		/**
		 * It ended before everything was done, because somebody wanted it to.
		 */
		ABORTED;

		/**
		 * Whether this is an end.
		 * @return {@code false} only for {@link #RUNNING}
		 */
		public boolean isEnd() {
			return this != RUNNING;
		}

	}

}
