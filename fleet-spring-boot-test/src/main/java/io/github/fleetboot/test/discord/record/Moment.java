package io.github.fleetboot.test.discord.record;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, on both clocks of this JVM.
 *
 * @param nanos the monotonic time in nanoseconds, as {@link System#nanoTime()} counts it;
 * right for measuring, meaningless outside this JVM
 * @param instant the wall-clock time; right for reading and for comparing with logs
 * @since 0.1.0
 */
public record Moment(long nanos, Instant instant) implements Comparable<Moment> {

	public static Moment now() {
		return new Moment(System.nanoTime(), Instant.now());
	}

	/**
	 * The time from this moment to another, by the monotonic clock.
	 * @param other the other moment
	 * @return the distance, negative if the other moment came first
	 */
	public Duration until(Moment other) {
		return Duration.ofNanos(other.nanos - this.nanos);
	}

	@Override
	public int compareTo(Moment other) {
		return Long.compare(this.nanos - other.nanos, 0);
	}

}
