package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A worker's failures: how long to wait before it is started again, and when to give it
 * up.
 */
final class FailureHistory {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	private final RestartLimits limits;

	private final LongSupplier nanoTime;

	/**
	 * When it failed lately, oldest first.
	 */
	private final Deque<Long> recent = new ArrayDeque<>();

	private int inARow;

	private Duration backOff = Duration.ZERO;

	private @Nullable String lastCause;

	FailureHistory(RestartLimits limits, LongSupplier nanoTime) {
		this.limits = limits;
		this.nanoTime = nanoTime;
	}

	/**
	 * Note a failure.
	 * @param cause what happened
	 * @param wasLive whether the worker has ever done its work: its first failure is then
	 * answered at once
	 * @param timeLive how long it did so until now
	 */
	void failed(String cause, boolean wasLive, Duration timeLive) {
		if (timeLive.compareTo(this.limits.stableAfter()) >= 0) {
			this.inARow = 0;
		}
		this.inARow++;
		this.recent.add(this.nanoTime.getAsLong());
		forgetOld();
		this.lastCause = cause;
		this.backOff = backOff(this.inARow - (wasLive ? 2 : 1));
	}

	private static Duration backOff(int doublings) {
		if (doublings < 0) {
			return Duration.ZERO;
		}
		Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(doublings, 10));
		return (backOff.compareTo(LONGEST_BACK_OFF) < 0) ? backOff : LONGEST_BACK_OFF;
	}

	private void forgetOld() {
		long oldest = this.nanoTime.getAsLong() - this.limits.window().toNanos();
		while (!this.recent.isEmpty() && this.recent.peek() - oldest < 0) {
			this.recent.remove();
		}
	}

	/**
	 * Why the worker is not to be started again.
	 * @return the reason, {@code null} if it may be
	 */
	@Nullable String verdict() {
		if (this.limits.maxRestarts() >= 0 && this.inARow > this.limits.maxRestarts()) {
			return this.inARow + " failures in a row";
		}
		if (this.recent.size() > this.limits.intensity()) {
			return "%d failures within %s".formatted(this.recent.size(), this.limits.window());
		}
		return null;
	}

	/**
	 * Forget all failures: somebody wants the worker to have a new chance.
	 */
	void clear() {
		this.recent.clear();
		this.inARow = 0;
		this.backOff = Duration.ZERO;
	}

	/**
	 * How long to wait since the last failure.
	 */
	Duration backOff() {
		return this.backOff;
	}

	int inARow() {
		return this.inARow;
	}

	@Nullable String lastCause() {
		return this.lastCause;
	}

}
