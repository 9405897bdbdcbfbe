package io.github.fleetboot.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordRate}.
 */
class RecordRateTests {

	/** Overflows soon, as the real one may. */
	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

	private final RecordRate rate = new RecordRate(10, 50, this.nanos::get);

	@Test
	void afterAPauseABurstPassesAndThenTheSteadyRate() {
		assertThat(admitted(Level.WARN, 100)).isEqualTo(50);
		advance(1_000);
		assertThat(admitted(Level.WARN, 100)).isEqualTo(10);
		advance(100);
		assertThat(admitted(Level.WARN, 100)).isEqualTo(1);
	}

	@Test
	void aLongPauseIsWorthNoMoreThanABurst() {
		advance(1_000_000);
		assertThat(admitted(Level.ERROR, 100)).isEqualTo(50);
	}

	@Test
	void aFifthIsKeptForWarningsAndErrors() {
		assertThat(admitted(Level.INFO, 100)).isEqualTo(40);
		assertThat(admitted(Level.TRACE, 100)).isZero();
		assertThat(admitted(Level.WARN, 4)).isEqualTo(4);
		assertThat(admitted(Level.ERROR, 100)).isEqualTo(6);
	}

	@Test
	void whenThereIsNoBoundAllPass() {
		RecordRate unlimited = new RecordRate(-1, 1, this.nanos::get);
		assertThat(IntStream.range(0, 10_000).filter((i) -> unlimited.admits(Level.TRACE)).count()).isEqualTo(10_000);
	}

	private long admitted(Level level, int records) {
		return IntStream.range(0, records).filter((i) -> this.rate.admits(level)).count();
	}

	private void advance(long millis) {
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
	}

}
