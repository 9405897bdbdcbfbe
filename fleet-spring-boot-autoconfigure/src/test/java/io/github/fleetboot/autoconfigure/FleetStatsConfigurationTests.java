package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.actuate.FleetMeters;
import io.github.fleetboot.actuate.WorkerMeterExport;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.worker.HealthSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the statistics and meters of the Admiral, of which nothing is started here.
 */
class FleetStatsConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(FleetAutoConfiguration.class, AdmiralAutoConfiguration.class, WorkerAutoConfiguration.class,
				FleetMetricsAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class));

	@Test
	void thereAreMetersWhereThereIsARegistry() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasSingleBean(FleetMeters.class)
				.hasSingleBean(WorkerMeterExport.class)
				.hasSingleBean(FleetStatistics.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FleetMeters.class)
			.hasSingleBean(FleetStatistics.class));
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("fleetMeters"));
	}

	@Test
	void thereIsHealthWhereSpringBootHasIt() {
		ApplicationContextRunner health = this.runner
			.withConfiguration(AutoConfigurations.of(FleetHealthAutoConfiguration.class));
		health.run((context) -> assertThat(context).hasSingleBean(FleetHealthIndicator.class)
			.doesNotHaveBean(HealthSource.class));
		health.withPropertyValues("management.health.fleet.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FleetHealthIndicator.class));
		health.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("fleetHealthIndicator"));
	}

	@Test
	void thereIsOneAvailability() {
		this.runner.run((context) -> assertThat(context).getBean(ApplicationAvailability.class)
			.isInstanceOf(FleetAvailability.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fleet.stats.interval=-1s", "fleet.stats.timeout=0s", "fleet.stats.meters.max-series=-1" })
	void whatCannotBeIsRefusedNamingTheProperty(String property) {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FleetException.class, (ex) -> assertThat(ex.getAction()).startsWith("Set "))
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

}
