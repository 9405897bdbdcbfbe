package io.github.fleetboot.test.discord.record;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The lock between the emulator's thread, which changes what was observed, and the tests'
 * threads, which read it or wait for it.
 */
public final class Monitor {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

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
			this.changed.signalAll();
			return result;
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
	 * after each change.
	 */
	public <T> T await(String awaited, Duration timeout, Supplier<? extends @Nullable T> reading,
			Supplier<String> seen) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			T result = reading.get();
			while (result == null) {
				if (left <= 0) {
					throw new EmulatorTimeoutException(awaited, timeout, seen.get());
				}
				left = this.changed.awaitNanos(left);
				result = reading.get();
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
