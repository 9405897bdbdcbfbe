package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.fleetboot.test.discord.world.WindowShape;

/**
 * Counts up to a limit in some time.
 */
abstract class Window {

	private final int limit;

	private final long length;

	private Window(int limit, Duration length) {
		this.limit = limit;
		this.length = length.toNanos();
	}

	static Window of(WindowShape shape, int limit, Duration length) {
		return (shape == WindowShape.FIXED) ? new Fixed(limit, length) : new Sliding(limit, length);
	}

	/**
	 * Count one more.
	 * @return whether there was room for it
	 */
	boolean take(long now) {
		if (used(now) >= this.limit) {
			return false;
		}
		count(now);
		return true;
	}

	int remaining(long now) {
		return Math.max(0, this.limit - used(now));
	}

	int limit() {
		return this.limit;
	}

	long length() {
		return this.length;
	}

	/**
	 * Count one more, be there room or not.
	 */
	abstract void count(long now);

	abstract int used(long now);

	/**
	 * How long until nothing is counted any more, in nanoseconds.
	 */
	abstract long resetAfter(long now);

	/**
	 * How long until there is room for one more, in nanoseconds.
	 */
	abstract long retryAfter(long now);

	/**
	 * Opens with the first request in it.
	 */
	private static final class Fixed extends Window {

		private int used;

		private long start;

		Fixed(int limit, Duration length) {
			super(limit, length);
		}

		@Override
		void count(long now) {
			if (used(now) == 0) {
				this.used = 0;
				this.start = now;
			}
			this.used++;
		}

		@Override
		int used(long now) {
			return (resetAfter(now) == 0) ? 0 : this.used;
		}

		@Override
		long resetAfter(long now) {
			return (this.used == 0) ? 0 : Math.max(0, this.start + length() - now);
		}

		@Override
		long retryAfter(long now) {
			return resetAfter(now);
		}

	}

	/**
	 * Moves along with time.
	 */
	private static final class Sliding extends Window {

		private final Deque<Long> times = new ArrayDeque<>();

		Sliding(int limit, Duration length) {
			super(limit, length);
		}

		@Override
		void count(long now) {
			this.times.add(now);
		}

		@Override
		int used(long now) {
			while (!this.times.isEmpty() && now - this.times.getFirst() >= length()) {
				this.times.removeFirst();
			}
			return this.times.size();
		}

		@Override
		long resetAfter(long now) {
			return (used(now) == 0) ? 0 : this.times.getLast() + length() - now;
		}

		@Override
		long retryAfter(long now) {
			return (used(now) < limit()) ? 0 : this.times.getFirst() + length() - now;
		}

	}

}
