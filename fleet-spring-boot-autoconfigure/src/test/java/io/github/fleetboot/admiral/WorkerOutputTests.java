package io.github.fleetboot.admiral;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.fleetboot.WorkerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link WorkerOutput}.
 */
class WorkerOutputTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("worker-output-tests");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void takesTheLevelFromTheLine() {
		accept(" WARN i.g.Some : careful", "ERROR i.g.Some : too late", "plain words");
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel, ILoggingEvent::getMessage)
			.containsExactly(tuple(Level.WARN, "i.g.Some : careful"), tuple(Level.ERROR, "i.g.Some : too late"),
					tuple(Level.INFO, "plain words"));
	}

	@Test
	void aStackTraceHasTheLevelOfItsMessage() {
		accept("ERROR i.g.Some : failed", "", "java.lang.IllegalStateException: no dictionary", "\tat a.B.c(B.java:1)",
				"Caused by: java.io.IOException", "\t... 3 common frames omitted", "and on we go");
		assertThat(levels()).containsExactly(Level.ERROR, Level.ERROR, Level.ERROR, Level.ERROR, Level.ERROR,
				Level.INFO);
	}

	@Test
	void bracesInALineAreNoPlaceholders() {
		accept(" INFO i.g.Some : {} and {0}");
		assertThat(this.log.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("i.g.Some : {} and {0}");
	}

	@Test
	void eachLineTellsItsSource() {
		accept("plain words");
		assertThat(this.log.list).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("fleet.worker", "cluster-0")));
	}

	private List<Level> levels() {
		return this.log.list.stream().map(ILoggingEvent::getLevel).toList();
	}

	private void accept(String... lines) {
		WorkerOutput output = new WorkerOutput(WorkerId.cluster(0), this.logger);
		Stream.of(lines).forEach(output);
	}

}
