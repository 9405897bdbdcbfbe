package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.logging.TopicFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.Ordered;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FleetLoggingListener}.
 */
class FleetLoggingListenerTests {

	private final FleetLog log = FleetLog.of(FleetLoggingListenerTests.class);

	private final MockEnvironment environment = new MockEnvironment();

	@AfterEach
	void reset() {
		FleetLog.use(TopicFilter.ALL);
	}

	@Test
	void comesRightAfterTheLoggingSystem() {
		assertThat((Ordered) new FleetLoggingListener()).extracting(Ordered::getOrder)
			.isEqualTo(LoggingApplicationListener.DEFAULT_ORDER + 1);
	}

	@Test
	void topicsAreReadInTheFormOfTheDocumentation() {
		this.environment.setProperty("fleet.logging.preset", "less");
		this.environment.setProperty("fleet.logging.include", "shard_ready,shard-connect");
		this.environment.setProperty("fleet.logging.exclude", "cluster_ready");
		prepare();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.SHARD_READY)).isTrue();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.SHARD_CONNECT)).isTrue();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.CLUSTER_READY)).isFalse();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.CLUSTER_LAUNCH)).isFalse();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.CLUSTER_START)).isTrue();
	}

	@Test
	void whenTheFleetIsOffNothingIsFiltered() {
		this.environment.setProperty("fleet.enabled", "false");
		this.environment.setProperty("fleet.logging.exclude", "cluster_ready");
		prepare();
		assertThat(this.log.isEnabled(Level.INFO, LogTopic.CLUSTER_READY)).isTrue();
	}

	@Test
	void aTopicThatDoesNotExistIsRefused() {
		this.environment.setProperty("fleet.logging.exclude", "weather");
		assertThatExceptionOfType(BindException.class).isThrownBy(this::prepare)
			.withStackTraceContaining("fleet.logging.exclude");
	}

	@Test
	void limitsThatLetNothingPassAreRefused() {
		assertRefused("fleet.logging.rate-limit", "0");
		assertRefused("fleet.logging.rate-limit", "-2");
		assertRefused("fleet.logging.burst", "0");
		assertRefused("fleet.logging.buffer-size", "1KB");
		this.environment.setProperty("fleet.logging.rate-limit", "-1");
		prepare();
	}

	private void assertRefused(String property, String value) {
		String before = this.environment.getProperty(property);
		this.environment.setProperty(property, value);
		assertThatExceptionOfType(FleetException.class).isThrownBy(this::prepare)
			.withMessageContaining(property)
			.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
		this.environment.setProperty(property, (before != null) ? before : valid(property));
	}

	private static String valid(String property) {
		return property.endsWith("size") ? "64KB" : "1";
	}

	private void prepare() {
		new FleetLoggingListener().onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
				new DefaultBootstrapContext(), new SpringApplication(), new String[0], this.environment));
	}

}
