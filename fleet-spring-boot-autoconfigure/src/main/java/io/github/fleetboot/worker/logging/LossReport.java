package io.github.fleetboot.worker.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.logging.LevelCounts;
import io.github.fleetboot.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Tells how many records were left out, one interval after the first of them, so that a
 * flood is told of once per interval. For the thread that forwards.
 */
final class LossReport {

	static final Duration INTERVAL = Duration.ofSeconds(5);

	private final LevelCounts dropped;

	private final LevelCounts rateLimited;

	private final Clock clock;

	private LevelCounts droppedBefore = new LevelCounts();

	private LevelCounts rateLimitedBefore = new LevelCounts();

	private @Nullable Instant due;

	LossReport(LevelCounts dropped, LevelCounts rateLimited, Clock clock) {
		this.dropped = dropped;
		this.rateLimited = rateLimited;
		this.clock = clock;
	}

	long dropped() {
		return this.dropped.total();
	}

	long rateLimited() {
		return this.rateLimited.total();
	}

	/**
	 * The next report.
	 * @param last whether there may be no other
	 * @return the report, {@code null} if nothing is to be told now
	 */
	@Nullable LogRecord next(boolean last) {
		Instant now = this.clock.instant();
		LevelCounts moreDropped = this.dropped.since(this.droppedBefore);
		LevelCounts moreRateLimited = this.rateLimited.since(this.rateLimitedBefore);
		long total = moreDropped.total() + moreRateLimited.total();
		if (total == 0) {
			return null;
		}
		if (this.due == null) {
			this.due = now.plus(INTERVAL);
		}
		if (now.isBefore(this.due) && !last) {
			return null;
		}
		this.droppedBefore = this.dropped.copy();
		this.rateLimitedBefore = this.rateLimited.copy();
		this.due = null;
		String message = "%d records of this worker's log were left out".formatted(total)
				+ text(moreRateLimited, "more than fleet.logging.rate-limit allows")
				+ text(moreDropped, "no room in fleet.logging.buffer-size");
		Map<String, Long> fields = new LinkedHashMap<>();
		fields.put("fleet.log.rate-limited", rateLimited());
		fields.put("fleet.log.dropped", dropped());
		return new LogRecord(now, Level.WARN, LogForwarding.class.getName(), Thread.currentThread().getName(), message)
			.withKeyValues(fields);
	}

	private static String text(LevelCounts counts, String why) {
		return (counts.total() != 0) ? "; %s: %s".formatted(why, counts) : "";
	}

}
