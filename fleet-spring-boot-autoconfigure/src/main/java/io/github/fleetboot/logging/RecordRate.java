package io.github.fleetboot.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.event.Level;

/**
 * Bounds how many records a worker forwards: so many per second, and so many at once
 * after a pause. A fifth of these is kept for warnings and errors, so that a flood of
 * other records does not drown them. Never blocks; thread-safe.
 *
 * @since 0.1.0
 */
public final class RecordRate {

	private static final int UNLIMITED = -1;

	private static final int RESERVE = 5;

	private final LongSupplier nanoTime;

	private final long interval;

	private final long burst;

	private final long commonBurst;

	/** When all that was let pass would have passed at the steady rate. */
	private final AtomicLong paidUntil;

	/**
	 * Create a bound.
	 * @param perSecond how many records per second, -1 for no bound
	 * @param burst how many records at once after a pause
	 * @param nanoTime the time, as {@link System#nanoTime()}
	 */
	public RecordRate(int perSecond, int burst, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.interval = (perSecond != UNLIMITED) ? TimeUnit.SECONDS.toNanos(1) / perSecond : 0;
		this.burst = this.interval * burst;
		this.commonBurst = this.interval * Math.max(1, burst - burst / RESERVE);
		this.paidUntil = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Ask for leave to forward one record.
	 * @param level its level
	 * @return {@code false} if there have been too many
	 */
	public boolean admits(Level level) {
		if (this.interval == 0) {
			return true;
		}
		long most = (level.toInt() >= Level.WARN.toInt()) ? this.burst : this.commonBurst;
		long now = this.nanoTime.getAsLong();
		while (true) {
			long paid = this.paidUntil.get();
			long next = ((paid - now > 0) ? paid : now) + this.interval;
			if (next - now > most) {
				return false;
			}
			if (this.paidUntil.compareAndSet(paid, next)) {
				return true;
			}
		}
	}

}
