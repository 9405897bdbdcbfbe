package io.github.fleetboot.admiral;

import io.github.fleetboot.FleetException;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.AotDetector;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AheadOfTimeCheck}. A real start from such code has an integration
 * test.
 */
@ExtendWith(OutputCaptureExtension.class)
class AheadOfTimeCheckTests {

	private final AheadOfTimeCheck check = new AheadOfTimeCheck(LogFactory.getLog(AheadOfTimeCheck.class));

	private final MockEnvironment environment = new MockEnvironment();

	@AfterEach
	void withoutGeneratedCode() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
	}

	@Test
	void aFleetFromGeneratedCodeIsRefusedWithACure() {
		withGeneratedCode();
		this.environment.setProperty(FleetStartCheck.SKIP_IN_TESTS, "false");
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> this.check.check(this.environment))
			.withMessageContaining("ahead of time")
			.satisfies(
					(ex) -> assertThat(ex.getAction()).contains("spring.aot.enabled").contains("fleet.enabled=false"));
	}

	@Test
	void whereNoFleetStartsGeneratedCodeIsFine(CapturedOutput output) {
		withGeneratedCode();
		this.check.check(this.environment);
		this.environment.setProperty(FleetStartCheck.SKIP_IN_TESTS, "false");
		this.environment.setProperty("fleet.enabled", "false");
		this.check.check(this.environment);
		assertThat(output).isEmpty();
	}

	@Test
	void aBuildThatGeneratesCodeIsTold(CapturedOutput output) {
		this.environment.setProperty("fleet.start.caller", "AOT_PROCESSING");
		this.check.check(this.environment);
		assertThat(output).contains("WARN").contains("fleet.enabled=false");
	}

	private static void withGeneratedCode() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
	}

}
