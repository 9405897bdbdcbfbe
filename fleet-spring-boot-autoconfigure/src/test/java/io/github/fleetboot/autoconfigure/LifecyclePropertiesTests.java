package io.github.fleetboot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.fleetboot.admiral.SupervisorSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the properties of a worker's life reach the supervisor.
 */
class LifecyclePropertiesTests {

	@Test
	void defaults() {
		SupervisorSettings settings = settings(Map.of());
		assertThat(settings.servicesTogether()).isFalse();
		assertThat(settings.shutdownTogether()).isTrue();
		assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(settings.restarts().maxRestarts()).isEqualTo(5);
		assertThat(settings.restarts().stableAfter()).isEqualTo(Duration.ofMinutes(2));
		assertThat(settings.watch().serviceStartTimeout().apply("languages")).isEqualTo(Duration.ofSeconds(60));
		assertThat(settings.sideBySide()).isTrue();
	}

	@Test
	void eachCanBeSet() {
		SupervisorSettings settings = settings(Map.of("fleet.services.start-together", "true",
				"fleet.workers.shutdown-together", "false", "fleet.workers.shutdown-timeout", "7s",
				"fleet.workers.max-restarts", "-1", "fleet.workers.stable-after", "9s", "fleet.services.start-timeout",
				"20s", "fleet.services.instances.languages.start-timeout", "5m"));
		assertThat(settings.servicesTogether()).isTrue();
		assertThat(settings.shutdownTogether()).isFalse();
		assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(settings.restarts().maxRestarts()).isEqualTo(-1);
		assertThat(settings.restarts().stableAfter()).isEqualTo(Duration.ofSeconds(9));
		assertThat(settings.watch().serviceStartTimeout().apply("maths")).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.watch().serviceStartTimeout().apply("languages")).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void twoJvmsCannotShareADebugPort() {
		assertThat(settings(Map.of("fleet.workers.debug.enabled", "true")).sideBySide()).isFalse();
		assertThat(
				settings(Map.of("fleet.workers.debug.enabled", "true", "fleet.workers.debug.port", "0")).sideBySide())
			.isTrue();
	}

	private static SupervisorSettings settings(Map<String, String> properties) {
		FleetProperties bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("fleet",
				FleetProperties.class);
		return AdmiralAutoConfiguration.supervisorSettings(bound);
	}

}
