package io.github.fleetboot.test.discord.record;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The lock between the emulator's thread, which changes what was observed, and the tests'
 * threads, which read it or wait for it.
 */
public final class Monitor {

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private long changes;

	public void update(Runnable change) {
		change(() -> {
			change.run();
			return this;
		});
	}

	public <T> T change(Supplier<T> change) {
		this.lock.lock();
		try {
			T result = change.get();
			this.changes++;
			this.changed.signalAll();
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Change what changes often. Those who wait are not woken, but look again after a few
	 * milliseconds.
	 */
	public void updateOften(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changes++;
		}
		finally {
			this.lock.unlock();
		}
	}

	public <T> T read(Supplier<T> reading) {
		this.lock.lock();
		try {
			return reading.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until the reading is no longer {@code null}. It is taken under the lock, again
	 * after a change.
	 */
	public <T> T await(String awaited, Duration timeout, Supplier<? extends @Nullable T> reading,
			Supplier<String> seen) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.lock.lock();
		try {
			long seenChanges = this.changes;
			T result = reading.get();
			while (result == null) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					throw new EmulatorTimeoutException(awaited, timeout, seen.get());
				}
				long unused = this.changed.awaitNanos(Math.min(left, LOOK_AGAIN_NANOS));
				if (this.changes != seenChanges) {
					seenChanges = this.changes;
					result = reading.get();
				}
			}
			return result;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + awaited, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
