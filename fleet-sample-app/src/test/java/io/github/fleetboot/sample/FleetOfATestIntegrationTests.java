package io.github.fleetboot.sample;

import java.nio.file.Path;
import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet whose Admiral lives in the JVM of a test, which surefire, or failsafe, has
 * forked with a jar that holds nothing but a manifest.
 */
class FleetOfATestIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path fleet;

	@Test
	void workersAreStartedFromTheClassesUnderTest() {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start()) {
			SpringApplication application = new SpringApplication(SampleApplication.class);
			try (ConfigurableApplicationContext context = application
				.run(Launch.connection(discord, "--fleet.skip-in-tests=false", "--fleet.directory=" + this.fleet))) {
				discord.awaitSessions(1, PATIENCE);
				discord.message(0).content("!ping there").send().awaitReply(PATIENCE);
				assertThat(context.isActive()).isTrue();
				assertThat(ProcessHandle.current().children()).hasSize(2);
			}
			assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
			assertThat(this.fleet).isEmptyDirectory();
		}
	}

	/**
	 * Else the test would not show what it says.
	 */
	@Test
	void theJvmWasForkedAsTheBuildSays() {
		boolean modular = Boolean.getBoolean(SurefireIntegrationTests.MODULAR);
		assertThat(SampleApplication.class.getModule().isNamed()).isEqualTo(modular);
		if (MavenProject.isRunByMaven() && !modular) {
			assertThat(System.getProperty("sun.java.command")).contains("surefirebooter");
		}
	}

}
