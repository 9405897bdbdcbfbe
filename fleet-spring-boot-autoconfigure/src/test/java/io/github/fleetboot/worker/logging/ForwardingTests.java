package io.github.fleetboot.worker.logging;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.github.fleetboot.logging.LevelCounts;
import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogBuffer;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.PrintedRecord;
import io.github.fleetboot.logging.RecordRate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardingAppender} and {@link LogPump}, with a log and threads of
 * their own.
 */
class ForwardingTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("harbour");

	private final LogBuffer<Supplier<LogRecord>> buffer = new LogBuffer<>(64 * 1024);

	private final LevelCounts rateLimited = new LevelCounts();

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final Admiral admiral = new Admiral();

	private LogPump pump;

	@AfterEach
	void leave() {
		this.admiral.stalled.countDown();
		this.admiral.open = true;
		this.pump.finish(Duration.ZERO);
	}

	@Test
	void whatIsLoggedBeforeThereIsALinkIsForwardedLater() {
		start(-1, Duration.ofMinutes(1));
		this.logger.info("1");
		this.logger.info("2");
		assertThat(this.admiral.batches).isEmpty();
		this.pump.begin(this.admiral);
		this.logger.info("3");
		awaitMessages("1", "2", "3");
		assertThat(printed()).isEmpty();
		assertThat(this.admiral.batches).extracting(LogBatch::number)
			.containsExactlyElementsOf(
					IntStream.rangeClosed(1, this.admiral.batches.size()).mapToObj((it) -> (long) it).toList());
	}

	@Test
	void whenThereIsNoLinkForLongRecordsArePrintedAsTheyAreUntilThereIs() {
		start(-1, Duration.ofMillis(1));
		this.logger.atWarn().addKeyValue("knots", 12).log("alone");
		Awaitility.await().atMost(PATIENCE).until(() -> printed().endsWith("\n"));
		assertThat(PrintedRecord.read(printed().strip())).satisfies((record) -> {
			assertThat(record.message()).isEqualTo("alone");
			assertThat(record.keyValues()).containsEntry("knots", 12);
		});
		this.pump.begin(this.admiral);
		this.logger.info("together");
		awaitMessages("together");
		assertThat(printed()).doesNotContain("together");
	}

	@Test
	void whenTheStartFailsRecordsAreLastWords() {
		start(-1, Duration.ofMinutes(1));
		this.logger.error("no mast", new IllegalStateException("broken"));
		this.pump.finish(Duration.ZERO);
		assertThat(printed()).contains("ERROR harbour : no mast", "java.lang.IllegalStateException: broken",
				"\tat " + getClass().getName());
	}

	@Test
	void anEndForwardsWhatThereIsAndPrintsWhatComesLater() {
		start(-1, Duration.ofMinutes(1));
		this.pump.begin(this.admiral);
		IntStream.range(0, 1000).forEach((it) -> this.logger.info("{}", it));
		this.pump.finish(Duration.ofSeconds(10));
		assertThat(this.admiral.messages().size() + this.buffer.dropped().total()).isGreaterThanOrEqualTo(1000);
		assertThat(printed()).isEmpty();
		this.logger.info("too late");
		Awaitility.await().atMost(PATIENCE).until(() -> printed().contains("too late"));
		assertThat(this.admiral.messages()).contains("999").doesNotContain("too late");
	}

	@Test
	void anEndDoesNotWaitForAnAdmiralThatStandsStill() {
		start(-1, Duration.ofMinutes(1));
		this.admiral.stall();
		this.pump.begin(this.admiral);
		this.logger.info("stuck");
		Awaitility.await().atMost(PATIENCE).until(() -> this.admiral.waiting);
		this.logger.info("behind");
		this.pump.finish(Duration.ofMillis(50));
		assertThat(printed()).contains("harbour : stuck", "harbour : behind");
	}

	@Test
	void aBatchThatMayNotHaveArrivedIsSentAgainWithItsNumber() {
		start(-1, Duration.ofMinutes(1));
		this.admiral.open = false;
		this.pump.begin(this.admiral);
		this.logger.info("1");
		this.admiral.loseNext = true;
		this.admiral.open = true;
		awaitMessages("1", "1");
		assertThat(this.admiral.batches).extracting(LogBatch::number).containsExactly(1L, 1L);
	}

	@Test
	void whatTheAdmiralRefusesIsPrintedAndTheRestGoesOn() {
		start(-1, Duration.ofMinutes(1));
		this.admiral.refusal = new IllegalArgumentException("too large");
		this.pump.begin(this.admiral);
		this.logger.info("refused");
		Awaitility.await().atMost(PATIENCE).until(() -> printed().contains("harbour : refused"));
		assertThat(printed()).contains("too large");
		this.admiral.refusal = null;
		this.logger.info("accepted");
		awaitMessages("accepted");
	}

	@Test
	void aRecordThatCannotBeReadDoesNotHarmTheOthers() {
		start(-1, Duration.ofMinutes(1));
		this.logger.info("1");
		this.buffer.add(org.slf4j.event.Level.INFO, 1, () -> {
			throw new IllegalStateException("no ink");
		});
		this.logger.info("2");
		this.pump.begin(this.admiral);
		awaitMessages("1", "2");
		assertThat(printed()).contains("no ink");
	}

	@Test
	void aStalledAdmiralBlocksNoThreadAndEveryRecordIsCounted() throws Exception {
		start(-1, Duration.ofMinutes(1));
		this.admiral.stall();
		this.pump.begin(this.admiral);
		int threads = 8;
		int each = 20_000;
		List<Thread> loggers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread thread = new Thread(() -> IntStream.range(0, each).forEach((it) -> this.logger.info("wave {}", it)));
			thread.start();
			loggers.add(thread);
		}
		this.logger.error("leak");
		for (Thread thread : loggers) {
			thread.join(PATIENCE.toMillis());
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(this.buffer.dropped().toString()).doesNotContain("ERROR");
		this.admiral.stalled.countDown();
		this.pump.finish(Duration.ofSeconds(10));
		List<String> messages = this.admiral.messages();
		assertThat(messages).contains("leak")
			.anyMatch((it) -> it.contains("no room in fleet.logging.buffer-size: INFO"));
		long waves = messages.stream().filter((it) -> it.startsWith("wave ")).count();
		assertThat(waves + this.buffer.dropped().total()).isEqualTo((long) threads * each);
		assertThat(this.admiral.batches.get(this.admiral.batches.size() - 1).dropped())
			.isEqualTo(this.buffer.dropped().total());
	}

	@Test
	void moreThanTheRateAllowsIsCountedByLevel() {
		start(10, Duration.ofMinutes(1));
		IntStream.range(0, 100).forEach((it) -> this.logger.info("{}", it));
		this.pump.begin(this.admiral);
		this.pump.finish(Duration.ofSeconds(10));
		assertThat(this.rateLimited.total()).isBetween(70L, 92L);
		assertThat(this.admiral.messages()).hasSize(100 - (int) this.rateLimited.total() + 1)
			.last()
			.asString()
			.contains("fleet.logging.rate-limit allows: INFO " + this.rateLimited.total());
	}

	@Test
	void whatForwardingLogsItselfIsNotForwarded() {
		start(-1, Duration.ofMinutes(1));
		this.admiral.whileSending = () -> {
			this.logger.info("sending");
			this.logger.warn("sending is hard");
		};
		this.pump.begin(this.admiral);
		this.logger.info("1");
		awaitMessages("1");
		this.logger.info("2");
		awaitMessages("1", "2");
		assertThat(this.admiral.messages()).containsExactly("1", "2");
		assertThat(printed()).contains(" WARN harbour : sending is hard").doesNotContain("harbour : sending\n");
	}

	private void start(int rateLimit, Duration patience) {
		this.pump = new LogPump(this.buffer, new LossReport(this.buffer.dropped(), this.rateLimited, Clock.systemUTC()),
				new PrintStream(this.printed, true, UTF_8), 1, patience, System::nanoTime);
		ForwardingAppender appender = new ForwardingAppender(this.buffer,
				new RecordRate(rateLimit, 10, System::nanoTime), this.rateLimited, this.pump);
		this.context.setMDCAdapter(new LogbackMDCAdapter());
		this.logger.setLevel(Level.DEBUG);
		new LogbackAttachment(this.context, appender).attach();
		this.pump.start();
	}

	private void awaitMessages(String... messages) {
		Awaitility.await().atMost(PATIENCE).until(() -> this.admiral.messages().size() >= messages.length);
		assertThat(this.admiral.messages()).containsExactly(messages);
	}

	private String printed() {
		return this.printed.toString(UTF_8);
	}

	/**
	 * An Admiral that may stand still.
	 */
	private static final class Admiral implements LogSink {

		private final List<LogBatch> batches = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch stalled = new CountDownLatch(0);

		private volatile boolean waiting;

		private volatile boolean open = true;

		private volatile boolean loseNext;

		private volatile RuntimeException refusal;

		private volatile Runnable whileSending = () -> {
		};

		void stall() {
			this.stalled = new CountDownLatch(1);
		}

		@Override
		public boolean isOpen() {
			return this.open;
		}

		@Override
		public boolean send(LogBatch batch) {
			this.whileSending.run();
			if (this.refusal != null) {
				throw this.refusal;
			}
			this.waiting = true;
			try {
				if (!this.stalled.await(1, TimeUnit.MINUTES)) {
					return false;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
			this.batches.add(batch);
			boolean lost = this.loseNext;
			this.loseNext = false;
			return !lost;
		}

		List<String> messages() {
			return this.batches.stream().flatMap((batch) -> batch.records().stream()).map(LogRecord::message).toList();
		}

	}

}
