package io.github.fleetboot.worker.logging;

import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventRecords}, and for the way of a record to the Admiral.
 */
class EventRecordsTests {

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("harbour");

	@BeforeEach
	void listen() {
		this.context.setMDCAdapter(new LogbackMDCAdapter());
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setLevel(Level.TRACE);
	}

	@Test
	void aRecordHasAllOfTheEventAndKeepsItOnItsWay() {
		Exception failure = new IllegalStateException("outer", new UnsupportedOperationException());
		failure.addSuppressed(new IllegalArgumentException("beside"));
		this.logger.atWarn()
			.addKeyValue("number", 12)
			.addKeyValue("large", 1L << 40)
			.addKeyValue("part", 0.5)
			.addKeyValue("yes", true)
			.addKeyValue("nothing", (Object) null)
			.addKeyValue("thing", List.of(1, 2))
			.addMarker(MarkerFactory.getMarker("MARK"))
			.setCause(failure)
			.log("{} masts", 3);
		Instant logged = this.events.list.get(0).getInstant();
		LogRecord record = sent(EventRecords.record(this.events.list.get(0)));
		assertThat(record.timestamp()).isEqualTo(logged);
		assertThat(record.level()).isEqualTo(org.slf4j.event.Level.WARN);
		assertThat(record.logger()).isEqualTo("harbour");
		assertThat(record.thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(record.message()).isEqualTo("3 masts");
		assertThat(record.keyValues()).containsExactly(Map.entry("number", 12), Map.entry("large", 1L << 40),
				Map.entry("part", 0.5), Map.entry("yes", true), new SimpleEntry<>("nothing", null),
				Map.entry("thing", "[1, 2]"));
		assertThat(record.markers()).containsExactly("MARK");
		LoggedThrowable throwable = record.throwable();
		assertThat(throwable).isNotNull();
		assertThat(throwable.title()).isEqualTo("java.lang.IllegalStateException: outer");
		assertThat(throwable.frames()).hasSize(failure.getStackTrace().length)
			.first()
			.satisfies((frame) -> assertThat(frame.method()).isEqualTo("aRecordHasAllOfTheEventAndKeepsItOnItsWay"));
		assertThat(throwable.cause()).satisfies((cause) -> {
			assertThat(cause.title()).isEqualTo("java.lang.UnsupportedOperationException");
			assertThat(cause.frames().size() + cause.commonFrames()).isEqualTo(failure.getStackTrace().length);
			assertThat(cause.commonFrames()).isPositive();
		});
		assertThat(throwable.suppressed()).extracting(LoggedThrowable::message).containsExactly("beside");
	}

	@Test
	void theContextOfTheThreadIsKept() {
		LoggingEvent event = event("hello");
		event.setMDCPropertyMap(Map.of("ship", "Santa Maria"));
		MDC.put("ship", "Nina");
		try {
			assertThat(EventRecords.record(event).mdc()).isEqualTo(Map.of("ship", "Santa Maria"));
		}
		finally {
			MDC.clear();
		}
	}

	@Test
	void whatIsTooLongIsCut() {
		LogRecord record = EventRecords.record(event("x".repeat(100_000)));
		assertThat(record.message()).hasSizeLessThan(33_000).endsWith("… (67232 more characters)");
	}

	@Test
	void aMessageMayBeMissing() {
		this.logger.info((String) null);
		assertThat(EventRecords.record(this.events.list.get(0)).message()).isEqualTo("null");
		assertThat(EventRecords.weight(this.events.list.get(0))).isPositive();
	}

	@Test
	void exceptionsThatCauseEachOtherEnd() {
		Exception first = new IllegalStateException("first");
		Exception second = new IllegalStateException("second", first);
		first.initCause(second);
		this.logger.error("round and round", first);
		LoggedThrowable throwable = EventRecords.record(this.events.list.get(0)).throwable();
		assertThat(throwable.cause().cause()).isNull();
	}

	@Test
	void aDeepStackIsCut() {
		this.logger.error("deep", deep(1_000));
		LoggedThrowable throwable = EventRecords.record(this.events.list.get(0)).throwable();
		assertThat(throwable.frames()).hasSize(200);
	}

	private static Exception deep(int depth) {
		return (depth == 0) ? new IllegalStateException() : deep(depth - 1);
	}

	private LoggingEvent event(String message) {
		return new LoggingEvent("", this.logger, Level.INFO, message, null, null);
	}

	private static LogRecord sent(LogRecord record) {
		CborMessageConverter converter = new CborMessageConverter();
		LogBatch batch = new LogBatch(1, 2, List.of(record), 3, 4);
		LogBatch arrived = (LogBatch) converter.fromMessage(converter.toMessage(batch, null), LogBatch.class);
		assertThat(arrived).isEqualTo(batch);
		return arrived.records().get(0);
	}

}
