package io.github.fleetboot.admiral;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdmiralEnvironmentPostProcessor}.
 */
class AdmiralEnvironmentPostProcessorTests {

	@TempDir
	private Path directory;

	@Test
	void anApplicationWithoutProfilesKeepsTheDefaultOne() throws IOException {
		write("application-default.properties", "from=default");
		assertThat(run().getActiveProfiles()).containsExactly("default", "fleet-admiral");
		assertThat(run().getProperty("from")).isEqualTo("default");
	}

	@Test
	void anotherDefaultProfileIsKeptAsWell() {
		assertThat(run("--spring.profiles.default=dev").getActiveProfiles()).containsExactly("dev", "fleet-admiral");
	}

	@Test
	void profilesOfTheApplicationStay() {
		assertThat(run("--spring.profiles.active=a,b").getActiveProfiles()).containsExactly("a", "b", "fleet-admiral");
	}

	@Test
	void aProfileThatAFileActivatesReplacesTheDefaultOne() throws IOException {
		write("application.properties", "spring.profiles.active=prod");
		assertThat(run().getActiveProfiles()).containsExactly("prod", "fleet-admiral");
	}

	@Test
	void theFileOfTheRoleWins() throws IOException {
		write("application-prod.properties", "from=prod");
		write("application-fleet-admiral.properties", "from=admiral");
		assertThat(run("--spring.profiles.active=prod").getProperty("from")).isEqualTo("admiral");
	}

	@Test
	void whereTheFleetIsSwitchedOffNothingIsAdded() throws IOException {
		assertThat(run("--fleet.enabled=false").getActiveProfiles()).isEmpty();
		write("application-test.properties", "fleet.enabled=false");
		assertThat(run("--spring.profiles.active=test").getActiveProfiles()).containsExactly("test");
	}

	@Test
	void inATestTheFleetDoesNotStartUnlessAskedTo() {
		assertThat(FleetStartCheck.shouldStart(run())).isFalse();
		assertThat(FleetStartCheck.reasonNotToStart(run()))
			.hasValueSatisfying((reason) -> assertThat(reason).contains("fleet.skip-in-tests"));
		assertThat(FleetStartCheck.shouldStart(run("--fleet.skip-in-tests=false"))).isTrue();
		assertThat(FleetStartCheck.shouldStart(run("--fleet.skip-in-tests=false", "--fleet.enabled=false"))).isFalse();
	}

	@Test
	void outsideOfTestsTheFleetStarts() throws InterruptedException {
		boolean[] starts = new boolean[1];
		Thread thread = new Thread(() -> starts[0] = FleetStartCheck.shouldStart(run()));
		thread.start();
		thread.join();
		assertThat(starts[0]).isTrue();
	}

	private void write(String file, String content) throws IOException {
		Files.writeString(this.directory.resolve(file), content);
	}

	private ConfigurableEnvironment run(String... args) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLogStartupInfo(false);
		application.setDefaultProperties(Map.of("spring.config.location", this.directory.toUri().toString()));
		try (ConfigurableApplicationContext context = application.run(args)) {
			return context.getEnvironment();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
