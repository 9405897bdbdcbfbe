package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes.
 *
 * @param occasion what it waits for
 * @param start how long it waits before that
 * @param delay how long it waits after that
 * @param events after how many dispatches, with {@link Occasion#EVENTS}
 * @param times how often it strikes at most
 * @param during how long it lasts, {@code null} for until it is ended
 * @param spread over which time it strikes one after the other
 */
public record Trigger(Occasion occasion, Duration start, Duration delay, int events, int times,
		@Nullable Duration during, Duration spread) {

	/**
	 * At once, all that are there.
	 */
	public static final Trigger NOW = new Trigger(Occasion.NOW, Duration.ZERO, Duration.ZERO, 0, Integer.MAX_VALUE,
			null, Duration.ZERO);

	/**
	 * What a fault waits for.
	 */
	public enum Occasion {

		/**
		 * Nothing.
		 */
		NOW,

		/**
		 * A new connection, before HELLO.
		 */
		OPENING,

		/**
		 * An IDENTIFY that would be granted.
		 */
		IDENTIFYING,

		/**
		 * A RESUME of a session that can be.
		 */
		RESUMING,

		/**
		 * IDENTIFY or RESUME.
		 */
		CONNECTING,

		/**
		 * A number of dispatches to the session.
		 */
		EVENTS;

		boolean includes(Occasion other) {
			return this == other || (this == CONNECTING && (other == IDENTIFYING || other == RESUMING));
		}

	}

	/**
	 * Wait for an occasion.
	 * @param occasion the occasion
	 * @param events how many dispatches, with {@link Occasion#EVENTS}
	 * @return the trigger
	 */
	public Trigger when(Occasion occasion, int events) {
		return new Trigger(occasion, this.start, this.delay, events, this.times, this.during, this.spread);
	}

	/**
	 * Wait before the occasion if none was named yet, else after it.
	 * @param delay how long
	 * @return the trigger
	 */
	public Trigger after(Duration delay) {
		return (this.occasion == Occasion.NOW)
				? new Trigger(this.occasion, delay, this.delay, this.events, this.times, this.during, this.spread)
				: new Trigger(this.occasion, this.start, delay, this.events, this.times, this.during, this.spread);
	}

	/**
	 * Strike so often at most.
	 * @param times how often
	 * @return the trigger
	 */
	public Trigger times(int times) {
		return new Trigger(this.occasion, this.start, this.delay, this.events, times, this.during, this.spread);
	}

	/**
	 * End after a time.
	 * @param during how long
	 * @return the trigger
	 */
	public Trigger during(Duration during) {
		return new Trigger(this.occasion, this.start, this.delay, this.events, this.times, during, this.spread);
	}

	/**
	 * Strike one after the other.
	 * @param spread in which time
	 * @return the trigger
	 */
	public Trigger over(Duration spread) {
		return new Trigger(this.occasion, this.start, this.delay, this.events, this.times, this.during, spread);
	}

	/**
	 * Whether all happens at once, and is over then.
	 */
	boolean immediate() {
		return this.occasion == Occasion.NOW && this.start.isZero() && this.spread.isZero() && this.during == null;
	}

}
