package io.github.fleetboot.admiral.logging;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LoggedThrowable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slf4jReplay}.
 */
class Slf4jReplayTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("fleet.service-replay");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.events);
	}

	@Test
	void aLineIsLoggedUnderTheNameOfTheWorkerWithAllThatTravels() {
		LoggedThrowable failure = new LoggedThrowable("their.Failure", "why", List.of(), 0, null, List.of());
		new Slf4jReplay().replay(WorkerId.service("replay"), new LogRecord(Instant.EPOCH, Level.WARN, "a.B", "main",
				"{} masts", Map.of("ship", "Santa Maria"), Map.of("knots", 12), List.of(), failure));
		assertThat(this.events.list).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(ch.qos.logback.classic.Level.WARN);
			assertThat(event.getFormattedMessage()).isEqualTo("a.B : {} masts");
			assertThat(event.getMDCPropertyMap())
				.isEqualTo(Map.of("ship", "Santa Maria", "fleet.worker", "service-replay"));
			assertThat(event.getKeyValuePairs()).singleElement()
				.satisfies((pair) -> assertThat(pair.value).isEqualTo(12));
			assertThat(((ThrowableProxy) event.getThrowableProxy()).getThrowable()).hasToString("their.Failure: why");
		});
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

}
