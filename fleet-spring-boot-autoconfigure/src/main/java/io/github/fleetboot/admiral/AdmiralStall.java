package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the Admiral itself stood still: its process was stopped, its host slept,
 * or it collected garbage. Not thread-safe.
 */
final class AdmiralStall {

	private final LongSupplier nanoTime;

	private final Duration tolerance;

	private long lastLook;

	/**
	 * Create it.
	 * @param nanoTime a monotonic clock, in nanoseconds
	 * @param tolerance the time between two looks that is nothing special
	 */
	AdmiralStall(LongSupplier nanoTime, Duration tolerance) {
		this.nanoTime = nanoTime;
		this.tolerance = tolerance;
		this.lastLook = nanoTime.getAsLong();
	}

	/**
	 * Look at the clock.
	 * @return how long the Admiral stood still since the last look, zero if it did not
	 */
	Duration look() {
		long now = this.nanoTime.getAsLong();
		Duration gap = Duration.ofNanos(now - this.lastLook);
		this.lastLook = now;
		return (gap.compareTo(this.tolerance) > 0) ? gap : Duration.ZERO;
	}

}
