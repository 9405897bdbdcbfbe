package io.github.fleetboot.admiral.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.PrintedRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerLogs}.
 */
class WorkerLogsTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final List<String> replayed = new CopyOnWriteArrayList<>();

	private final CountDownLatch stall = new CountDownLatch(1);

	private final WorkerLogs logs = new WorkerLogs(this::replay);

	@AfterEach
	void close() {
		this.stall.countDown();
		this.logs.close();
	}

	@Test
	void batchesAreLoggedInOrderAndCounted() {
		send(CLUSTER, 1, 1, "1", "2");
		send(WorkerId.service("echo"), 7, 1, "3");
		send(CLUSTER, 1, 2, "4");
		assertThat(this.replayed).containsExactly("cluster-0 1", "cluster-0 2", "service-echo 3", "cluster-0 4");
		assertThat(this.logs.counts()).containsEntry(CLUSTER, new LogCounts(3, 5, 6))
			.containsEntry(WorkerId.service("echo"), new LogCounts(1, 5, 6));
	}

	@Test
	void aRecordThatWasPrintedIsLoggedAndALastWord() {
		LastWords lastWords = this.logs.begin(CLUSTER);
		LogRecord record = new LogRecord(Instant.EPOCH, Level.INFO, "harbour", "main", "1");
		assertThat(this.logs.take(CLUSTER, lastWords, PrintedRecord.lines(record).get(0))).isTrue();
		assertThat(this.logs.take(CLUSTER, lastWords, "1")).isFalse();
		assertThat(this.replayed).containsExactly("cluster-0 1");
		assertThat(lastWords.lines()).containsExactly(" INFO harbour : 1");
	}

	@Test
	void aBatchThatComesTwiceIsLoggedOnce() {
		send(CLUSTER, 1, 1, "1");
		send(CLUSTER, 1, 1, "1");
		send(CLUSTER, 1, 2, "2");
		assertThat(this.replayed).containsExactly("cluster-0 1", "cluster-0 2");
	}

	@Test
	void anotherJvmOfTheWorkerBeginsAnew() {
		LastWords former = this.logs.begin(CLUSTER);
		send(CLUSTER, 1, 1, "1", "2");
		LastWords next = this.logs.begin(CLUSTER);
		assertThat(this.logs.counts()).containsEntry(CLUSTER, LogCounts.NONE);
		send(CLUSTER, 2, 1, "3");
		assertThat(this.logs.counts()).containsEntry(CLUSTER, new LogCounts(1, 5, 6));
		assertThat(former.lines()).containsExactly(" INFO a.B : 1", " INFO a.B : 2");
		assertThat(next.lines()).containsExactly(" INFO a.B : 3");
	}

	@Test
	void aLogThatStandsStillKeepsOnlyTheWorkerWaiting() {
		CompletableFuture<Void> answer = this.logs.log(message(1, 1, "stall"), CLUSTER);
		CompletableFuture<Void> behind = this.logs.log(message(7, 1, "2"), WorkerId.service("echo"));
		assertThat(this.logs.settled(Duration.ofMillis(10))).succeedsWithin(PATIENCE);
		assertThat(answer).isNotDone();
		this.stall.countDown();
		assertThat(answer).succeedsWithin(PATIENCE);
		assertThat(behind).succeedsWithin(PATIENCE);
	}

	@Test
	void whatWaitsIsBounded() {
		this.logs.log(message(1, 1, "stall"), CLUSTER);
		List<CompletableFuture<Void>> answers = LongStream.range(2, 1_200)
			.mapToObj((number) -> this.logs.log(message(1, number, "x"), CLUSTER))
			.toList();
		assertThat(answers).filteredOn(CompletableFuture::isCompletedExceptionally).hasSizeGreaterThan(150);
	}

	@Test
	void aRecordThatCannotBeLoggedDoesNotHarmTheOthers() {
		send(CLUSTER, 1, 1, "1", "fail", "2");
		assertThat(this.replayed).containsExactly("cluster-0 1", "cluster-0 2");
	}

	@Test
	void lastWordsAreBoundedAndNeitherKindDrivesOutTheOther() {
		LastWords words = this.logs.begin(CLUSTER);
		words.printed("printed first");
		send(CLUSTER, 1, 1, LongStream.range(0, 100).mapToObj(Long::toString).toArray(String[]::new));
		words.printed("printed last");
		assertThat(words.lines()).hasSize(22)
			.startsWith("printed first", " INFO a.B : 80")
			.endsWith(" INFO a.B : 99", "printed last");
	}

	private void send(WorkerId worker, long stream, long number, String... messages) {
		assertThat(this.logs.log(message(stream, number, messages), worker)).succeedsWithin(PATIENCE);
	}

	@SuppressWarnings("unchecked")
	private static Message<byte[]> message(long stream, long number, String... messages) {
		List<LogRecord> records = List.of(messages)
			.stream()
			.map((text) -> new LogRecord(Instant.EPOCH, Level.INFO, "a.B", "main", text))
			.toList();
		return (Message<byte[]>) new CborMessageConverter().toMessage(new LogBatch(stream, number, records, 5, 6),
				null);
	}

	private void replay(WorkerId worker, LogRecord record) {
		switch (record.message()) {
			case "fail" -> throw new IllegalStateException("no paper");
			case "stall" -> await();
			default -> this.replayed.add(worker + " " + record.message());
		}
	}

	private void await() {
		try {
			this.stall.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
