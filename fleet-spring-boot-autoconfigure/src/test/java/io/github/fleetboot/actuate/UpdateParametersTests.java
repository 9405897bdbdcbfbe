package io.github.fleetboot.actuate;

import java.nio.file.Path;
import java.util.List;

import io.github.fleetboot.FleetUpdate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UpdateParameters}.
 */
class UpdateParametersTests {

	@Test
	void whatIsNotNamedStaysAsItIs() {
		assertThat(new UpdateParameters("bot-2.jar", null, null, null).read())
			.isEqualTo(FleetUpdate.of().withJar(Path.of("bot-2.jar")));
		assertThat(new UpdateParameters(null, 4, null, "").read())
			.isEqualTo(FleetUpdate.of().withClusters(4).withClusterJvmArgs());
	}

	@Test
	void argumentsAreThoseOfACommandLine() {
		FleetUpdate update = new UpdateParameters(null, null, " -Xmx300m  -Dgreeting=\"Hello, Ada\" ",
				"-Xlog:gc*,safepoint")
			.read();
		assertThat(update.jvmArgs()).containsExactly("-Xmx300m", "-Dgreeting=Hello, Ada");
		assertThat(update.clusterJvmArgs()).isEqualTo(List.of("-Xlog:gc*,safepoint"));
	}

	@Test
	void whatMakesNoSenseIsInvalid() {
		assertInvalid(new UpdateParameters(null, null, null, null), "jar, clusters, jvmArgs and clusterJvmArgs");
		assertInvalid(new UpdateParameters(null, 0, null, null), "0 clusters");
		assertInvalid(new UpdateParameters("a\0b", null, null, null), "'jar'");
		assertInvalid(new UpdateParameters(null, null, "-Dgreeting=\"Hello, Ada", null), "double quote");
	}

	private static void assertInvalid(UpdateParameters parameters, String reason) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(parameters::read)
			.satisfies((ex) -> assertThat(ex.getReason()).contains(reason));
	}

}
