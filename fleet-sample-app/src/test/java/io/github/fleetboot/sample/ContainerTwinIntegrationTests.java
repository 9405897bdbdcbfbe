package io.github.fleetboot.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as in a container, without one: see {@link Containment}.
 */
@EnabledOnOs(OS.LINUX)
class ContainerTwinIntegrationTests {

	private static final long MEMORY = 1024L * 1024 * 1024;

	@Test
	void runsWithinItsLimitsAndDrainsOnSigterm() throws Exception {
		try (Containment containment = Containment.withMemory(MEMORY);
				SampleProcess sample = SampleProcess.contained(containment, "--spring.profiles.active=demo")) {
			System.out.println("[sample] runs as " + containment);
			sample.awaitLine("Ctrl-C drains and ends everything");
			containment.assertHolds(sample.admiral());
			assertThat(sample.status().fleet().path("state").asString()).isEqualTo("RUNNING");
			assertThat(sample.noteWorkers()).hasSize(3);
			assertThat(sample.terminate()).isEqualTo(143);
			DrainedLog.assertCleanDrain(sample.output());
			sample.assertNothingIsLeft();
		}
	}

}
