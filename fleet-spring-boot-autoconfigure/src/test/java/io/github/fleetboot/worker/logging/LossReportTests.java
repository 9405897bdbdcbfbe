package io.github.fleetboot.worker.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.fleetboot.logging.LevelCounts;
import io.github.fleetboot.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LossReport}.
 */
class LossReportTests {

	private final LevelCounts dropped = new LevelCounts();

	private final LevelCounts rateLimited = new LevelCounts();

	private final ManualClock clock = new ManualClock();

	private final LossReport report = new LossReport(this.dropped, this.rateLimited, this.clock);

	@Test
	void whenNothingIsMissingThereIsNothingToTell() {
		assertThat(this.report.next(false)).isNull();
		assertThat(this.report.next(true)).isNull();
	}

	@Test
	void aFloodIsToldOnceForEachInterval() {
		this.rateLimited.add(Level.INFO);
		assertThat(this.report.next(false)).isNull();
		this.rateLimited.add(Level.INFO);
		this.dropped.add(Level.WARN);
		this.clock.advance(LossReport.INTERVAL);
		LogRecord first = this.report.next(false);
		assertThat(first).isNotNull();
		assertThat(first.level()).isEqualTo(Level.WARN);
		assertThat(first.message()).isEqualTo("3 records of this worker's log were left out; "
				+ "more than fleet.logging.rate-limit allows: INFO 2; no room in fleet.logging.buffer-size: WARN 1");
		assertThat(first.keyValues()).containsEntry("fleet.log.rate-limited", 2L)
			.containsEntry("fleet.log.dropped", 1L);
		this.clock.advance(LossReport.INTERVAL);
		assertThat(this.report.next(false)).isNull();
		this.dropped.add(Level.DEBUG);
		assertThat(this.report.next(false)).isNull();
		this.clock.advance(LossReport.INTERVAL);
		assertThat(this.report.next(false)).isNotNull()
			.satisfies((second) -> assertThat(second.message()).startsWith("1 records").endsWith("size: DEBUG 1"));
	}

	@Test
	void theLastReportDoesNotWait() {
		this.dropped.add(Level.ERROR);
		assertThat(this.report.next(true)).isNotNull();
		assertThat(this.report.next(true)).isNull();
	}

	private static final class ManualClock extends Clock {

		private Instant now = Instant.EPOCH;

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
