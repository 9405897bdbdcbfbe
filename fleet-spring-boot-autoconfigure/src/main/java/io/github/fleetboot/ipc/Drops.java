package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;

/**
 * Counts what has to be dropped, and logs it once a second at most.
 */
final class Drops {

	private static final long REPORT_INTERVAL = Duration.ofSeconds(1).toNanos();

	private final Log logger;

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong nextReport = new AtomicLong(System.nanoTime());

	Drops(Log logger) {
		this.logger = logger;
	}

	long count() {
		return this.count.get();
	}

	void add(String what) {
		long total = this.count.incrementAndGet();
		long now = System.nanoTime();
		long next = this.nextReport.get();
		if (now - next >= 0 && this.nextReport.compareAndSet(next, now + REPORT_INTERVAL)) {
			this.logger.warn("Dropped " + what + "; " + total + " in all so far");
		}
	}

}
