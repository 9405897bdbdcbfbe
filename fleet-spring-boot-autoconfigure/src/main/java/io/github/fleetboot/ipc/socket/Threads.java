package io.github.fleetboot.ipc.socket;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waiting for I/O threads to end.
 */
final class Threads {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private Threads() {
	}

	static void await(CountDownLatch latch) {
		try {
			boolean unused = latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static void join(Thread thread) {
		if (Thread.currentThread() == thread || !thread.isAlive()) {
			return;
		}
		try {
			thread.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
