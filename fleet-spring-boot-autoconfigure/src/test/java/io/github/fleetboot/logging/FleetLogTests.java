package io.github.fleetboot.logging;

import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetLog}.
 */
class FleetLogTests {

	private final FleetLog log = FleetLog.of(FleetLogTests.class);

	private final Logger logger = (Logger) LoggerFactory.getLogger(FleetLogTests.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void leave() {
		FleetLog.use(TopicFilter.ALL);
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void aLineHasItsTopicAndTheLoggerOfItsClass() {
		Exception failure = new IllegalStateException("the bilge is full");
		this.log.info(LogTopic.SHARD_READY, "Shard {} of {}", 3, 8, failure);
		assertThat(this.lines.list).singleElement().satisfies((line) -> {
			assertThat(line.getFormattedMessage()).isEqualTo("Shard 3 of 8");
			assertThat(line.getLoggerName()).isEqualTo(FleetLogTests.class.getName());
			assertThat(line.getKeyValuePairs()).singleElement().satisfies((pair) -> {
				assertThat(pair.key).isEqualTo("fleet.topic");
				assertThat(pair.value).isEqualTo("shard_ready");
			});
			assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the bilge is full");
		});
	}

	@Test
	void whenATopicIsFilteredWarningsAndErrorsStillPass() {
		this.logger.setLevel(Level.DEBUG);
		FleetLog.use(new TopicFilter(LogPreset.ALL, Set.of(), Set.of(LogTopic.SHARD_READY)));
		this.log.debug(LogTopic.SHARD_READY, "1");
		this.log.info(LogTopic.SHARD_READY, "2");
		this.log.warn(LogTopic.SHARD_READY, "3");
		this.log.error(LogTopic.SHARD_READY, "4");
		this.log.debug(LogTopic.SHARD_CONNECT, "5");
		assertThat(this.lines.list).extracting(ILoggingEvent::getMessage).containsExactly("3", "4", "5");
	}

	@Test
	void whenTheLevelIsOffTheLineIsLeftOut() {
		this.logger.setLevel(Level.ERROR);
		this.log.warn(LogTopic.SHARD_READY, "1");
		this.log.error(LogTopic.SHARD_READY, "2");
		assertThat(this.lines.list).extracting(ILoggingEvent::getMessage).containsExactly("2");
	}

}
