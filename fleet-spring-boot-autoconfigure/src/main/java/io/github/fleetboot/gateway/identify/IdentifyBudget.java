package io.github.fleetboot.gateway.identify;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts the IDENTIFYs that are left until Discord's reset. Not thread-safe.
 */
final class IdentifyBudget {

	private final LongSupplier nanoTime;

	private final SessionStartLimit limit;

	private long resetNanos;

	private int remaining;

	IdentifyBudget(SessionStartLimit limit, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.limit = limit;
		this.remaining = limit.remaining();
		this.resetNanos = nanoTime.getAsLong() + limit.resetAfter().toNanos();
	}

	/**
	 * Take one start.
	 * @return whether there was one
	 */
	boolean take() {
		refillIfDue();
		if (this.remaining <= 0) {
			return false;
		}
		this.remaining--;
		return true;
	}

	SessionStartLimit current() {
		refillIfDue();
		return new SessionStartLimit(this.limit.total(), this.remaining,
				Duration.ofNanos(Math.max(0, this.resetNanos - this.nanoTime.getAsLong())),
				this.limit.maxConcurrency());
	}

	private void refillIfDue() {
		if (this.nanoTime.getAsLong() - this.resetNanos >= 0) {
			this.remaining = this.limit.total();
			this.resetNanos = this.nanoTime.getAsLong() + Duration.ofDays(1).toNanos();
		}
	}

}
