package io.github.fleetboot.logging;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogBuffer}.
 */
class LogBufferTests {

	private final LogBuffer<String> buffer = new LogBuffer<>(3);

	@Test
	void recordsOfAllLevelsComeOutInTheirOrder() throws Exception {
		add(Level.INFO, "1");
		add(Level.ERROR, "2");
		add(Level.DEBUG, "3");
		assertThat(takeAll()).containsExactly("1", "2", "3");
		assertThat(this.buffer.isEmpty()).isTrue();
		assertThat(this.buffer.dropped().total()).isZero();
	}

	@Test
	void whenFullTheLeastSevereIsDroppedFirstAndOfThemTheOldest() throws Exception {
		add(Level.INFO, "info 1");
		add(Level.DEBUG, "debug");
		add(Level.INFO, "info 2");
		add(Level.INFO, "info 3");
		add(Level.INFO, "info 4");
		assertThat(this.buffer.dropped()).hasToString("INFO 1, DEBUG 1");
		assertThat(takeAll()).containsExactly("info 2", "info 3", "info 4");
	}

	@Test
	void noErrorIsDroppedForAnythingLessSevere() throws Exception {
		for (int i = 0; i < 3; i++) {
			add(Level.ERROR, "error " + i);
		}
		add(Level.WARN, "warning");
		add(Level.TRACE, "trace");
		assertThat(this.buffer.dropped()).hasToString("WARN 1, TRACE 1");
		add(Level.ERROR, "error 3");
		assertThat(this.buffer.dropped()).hasToString("ERROR 1, WARN 1, TRACE 1");
		assertThat(takeAll()).containsExactly("error 1", "error 2", "error 3");
	}

	@Test
	void whatHasNoRoomAtAllIsDropped() throws Exception {
		this.buffer.add(Level.ERROR, 4, "too much");
		assertThat(this.buffer.dropped().total()).isEqualTo(1);
		add(Level.INFO, "1");
		assertThat(takeAll()).containsExactly("1");
	}

	@Test
	void aBatchIsBoundedByCountAndWeightButNeverEmpty() throws Exception {
		LogBuffer<String> large = new LogBuffer<>(100);
		large.add(Level.INFO, 50, "heavy");
		large.add(Level.INFO, 5, "1");
		large.add(Level.INFO, 5, "2");
		large.add(Level.INFO, 5, "3");
		assertThat(large.take(10, 10, 0)).containsExactly("heavy");
		assertThat(large.take(10, 10, 0)).containsExactly("1", "2");
		assertThat(large.take(10, 10, 0)).containsExactly("3");
	}

	@Test
	void whoeverWaitsGetsARecordAtOnceAndCanBeWoken() throws Exception {
		CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(this::awaitOne);
		add(Level.INFO, "1");
		assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactly("1");
		CompletableFuture<List<String>> woken = CompletableFuture.supplyAsync(this::awaitOne);
		this.buffer.wake();
		assertThat(woken.get(10, TimeUnit.SECONDS)).isEmpty();
	}

	private List<String> awaitOne() {
		try {
			return this.buffer.take(1, 10, TimeUnit.MINUTES.toNanos(1));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void add(Level level, String record) {
		this.buffer.add(level, 1, record);
	}

	private List<String> takeAll() throws InterruptedException {
		return this.buffer.take(100, 100, 0);
	}

}
