package io.github.fleetboot.admiral.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import io.github.fleetboot.logging.LoggedThrowable.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link LogbackReplay}.
 */
class LogbackReplayTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(3);

	private static final Instant LOGGED = Instant.parse("2026-01-02T03:04:05.678901234Z");

	private static final Frame OWN = new Frame(null, "a.B", "c", "B.java", 7);

	private static final Frame CAUSE = new Frame(null, "a.B", "d", "B.java", 9);

	private static final Frame COMMON = new Frame("java.base", "java.lang.Thread", "run", "Thread.java", 840);

	private final LoggerContext context = new LoggerContext();

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final LogbackReplay replay = new LogbackReplay(this.context, false);

	@BeforeEach
	void listen() {
		this.events.start();
		this.context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this.events);
		this.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
	}

	@Test
	void anEventIsAsItWasInTheWorkerAndTellsItsSource() {
		this.replay.replay(CLUSTER, new LogRecord(LOGGED, org.slf4j.event.Level.WARN, "a.B", "thread-7", "{} masts",
				Map.of("ship", "Santa Maria"), Map.of("knots", 12), List.of("MARK"), null));
		assertThat(this.events.list).singleElement().satisfies((event) -> {
			assertThat(event.getInstant()).isEqualTo(LOGGED);
			assertThat(event.getTimeStamp()).isEqualTo(LOGGED.toEpochMilli());
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getLoggerName()).isEqualTo("a.B");
			assertThat(event.getThreadName()).isEqualTo("thread-7");
			assertThat(event.getFormattedMessage()).isEqualTo("{} masts");
			assertThat(event.getMDCPropertyMap()).isEqualTo(Map.of("ship", "Santa Maria", "fleet.worker", "cluster-3"));
			assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key, (pair) -> pair.value)
				.containsExactly(tuple("knots", 12));
			assertThat(event.getMarkerList()).extracting(Marker::getName).containsExactly("MARK");
			assertThat(event.getLoggerContextVO()).isNotNull();
		});
	}

	@Test
	void anExceptionOfAnUnknownClassPrintsAsItDidWhereItWasThrown() {
		LoggedThrowable cause = new LoggedThrowable("their.Cause", null, List.of(CAUSE), 1, null, List.of());
		LoggedThrowable throwable = new LoggedThrowable("their.Failure", "why", List.of(OWN, COMMON), 0, cause,
				List.of(new LoggedThrowable("their.Other", "beside", List.of(), 1, null, List.of())));
		this.replay.replay(CLUSTER, new LogRecord(LOGGED, org.slf4j.event.Level.ERROR, "a.B", "main", "failed",
				Map.of(), Map.of(), List.of(), throwable));
		ThrowableProxy proxy = (ThrowableProxy) this.events.list.get(0).getThrowableProxy();
		assertThat(proxy.getClassName()).isEqualTo("their.Failure");
		assertThat(proxy.getMessage()).isEqualTo("why");
		assertThat(ThrowableProxyUtil.asString(proxy).lines()).containsExactly("their.Failure: why",
				"\tat a.B.c(B.java:7)", "\tat java.base/java.lang.Thread.run(Thread.java:840)",
				"\tSuppressed: their.Other: beside", "\t\t... 1 common frames omitted", "Caused by: their.Cause",
				"\tat a.B.d(B.java:9)", "\t... 1 common frames omitted");
		StringWriter text = new StringWriter();
		proxy.getThrowable().printStackTrace(new PrintWriter(text, true));
		assertThat(text.toString().lines()).containsExactly("their.Failure: why", "\tat a.B.c(B.java:7)",
				"\tat java.base/java.lang.Thread.run(Thread.java:840)", "\tSuppressed: their.Other: beside",
				"\t\t... 1 more", "Caused by: their.Cause", "\tat a.B.d(B.java:9)", "\t... 1 more");
	}

	@Test
	void whereKeysBecomeObjectsNoneIsAValueAsWell() {
		LogRecord record = new LogRecord(LOGGED, org.slf4j.event.Level.WARN, "a.B", "main", "text",
				Map.of("jda.shard", "[0 / 1]", "jda.shard.id", "0", "jda.sharding", "no"), Map.of(), List.of(), null);
		this.replay.replay(CLUSTER, record);
		new LogbackReplay(this.context, true).replay(CLUSTER, record);
		assertThat(this.events.list.get(0).getMDCPropertyMap()).containsAllEntriesOf(record.mdc());
		assertThat(this.events.list.get(1).getMDCPropertyMap()).isEqualTo(Map.of("jda.shard.value", "[0 / 1]",
				"jda.shard.id", "0", "jda.sharding", "no", "fleet.worker", "cluster-3"));
	}

	@Test
	void theLevelOfTheRootIsTheWorkersOwnMatter() {
		this.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
		replay("a.B", org.slf4j.event.Level.DEBUG);
		assertThat(this.events.list).hasSize(1);
	}

	@Test
	void aLevelOfTheWorkersLoggerQuietensIt() {
		this.context.getLogger("fleet.cluster-3").setLevel(Level.WARN);
		replay("a.B", org.slf4j.event.Level.INFO);
		assertThat(this.events.list).isEmpty();
		replay("a.B", org.slf4j.event.Level.WARN);
		this.replay.replay(WorkerId.cluster(4), record("a.B", org.slf4j.event.Level.INFO));
		assertThat(this.events.list).hasSize(2);
	}

	@Test
	void aLevelOfTheOriginalLoggerOrOfItsPackageQuietensThat() {
		this.context.getLogger("a").setLevel(Level.WARN);
		this.context.getLogger("a.b").setLevel(Level.OFF);
		replay("a.C", org.slf4j.event.Level.INFO);
		replay("a.b.C", org.slf4j.event.Level.ERROR);
		assertThat(this.events.list).isEmpty();
		replay("a.C", org.slf4j.event.Level.WARN);
		replay("ab.C", org.slf4j.event.Level.INFO);
		assertThat(this.events.list).hasSize(2);
	}

	private void replay(String logger, org.slf4j.event.Level level) {
		this.replay.replay(CLUSTER, record(logger, level));
	}

	private static LogRecord record(String logger, org.slf4j.event.Level level) {
		return new LogRecord(LOGGED, level, logger, "main", "text");
	}

}
