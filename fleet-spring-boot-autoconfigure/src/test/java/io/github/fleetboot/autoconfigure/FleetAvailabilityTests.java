package io.github.fleetboot.autoconfigure;

import java.time.Duration;

import io.github.fleetboot.FleetReadyEvent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetAvailability}.
 */
class FleetAvailabilityTests {

	private static AnnotationConfigApplicationContext started(boolean waiting) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(FleetAvailability.class, () -> new FleetAvailability(context, waiting));
		context.refresh();
		AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
		return context;
	}

	@Test
	void readinessWaitsForTheFleetAndStaysAndLivenessDoesNotCare() {
		try (AnnotationConfigApplicationContext context = started(true)) {
			ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			assertThat(availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
			context.publishEvent(new FleetReadyEvent(4, Duration.ofSeconds(1)));
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			context.publishEvent(new FleetReadyEvent(4, Duration.ofSeconds(1)));
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		}
	}

	@Test
	void withoutAFleetToWaitForItIsSprings() {
		try (AnnotationConfigApplicationContext context = started(false)) {
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

}
