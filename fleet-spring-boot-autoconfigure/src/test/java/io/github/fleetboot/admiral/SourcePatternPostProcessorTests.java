package io.github.fleetboot.admiral;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourcePatternPostProcessor}.
 */
class SourcePatternPostProcessorTests {

	private final MockEnvironment environment = new MockEnvironment().withProperty("fleet.skip-in-tests", "false");

	@Test
	void theLevelIsFollowedByTheSource() {
		process();
		assertThat(this.environment.getProperty("logging.pattern.level")).startsWith("%5p ").contains("fleet.worker");
	}

	@Test
	void thePatternOfTheApplicationStays() {
		this.environment.setProperty("logging.pattern.level", "%p");
		process();
		assertThat(this.environment.getProperty("logging.pattern.level")).isEqualTo("%p");
	}

	@Test
	void whereThereIsNoFleetThereIsNoSource() {
		this.environment.setProperty("fleet.skip-in-tests", "true");
		process();
		assertThat(this.environment.containsProperty("logging.pattern.level")).isFalse();
	}

	@Test
	void workersKeepTheirOwnPattern() {
		process();
		assertThat(ConfigurationSnapshot.of(this.environment).propertySources())
			.noneMatch((source) -> source.properties().containsKey("logging.pattern.level"));
	}

	private void process() {
		new SourcePatternPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
