package io.github.fleetboot.sample;

import java.nio.file.Path;
import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample under the Maven goal {@code spring-boot:run}.
 */
@EnabledOnOs(OS.LINUX)
class SpringBootRunIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path home;

	@Test
	void theGoalRunsAFleetWhichCtrlCEnds() throws Exception {
		MavenProject project = MavenProject.create(this.home, "org.springframework.boot:spring-boot-maven-plugin",
				"<mainClass>%s</mainClass><jvmArguments>-Djava.io.tmpdir=%s</jvmArguments>"
					.formatted(SampleApplication.class.getName(), this.home.resolve("tmp")),
				MavenProject.classPath());
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start();
				SampleProcess sample = project.start("spring-boot:run",
						"-Dspring-boot.run.arguments=" + String.join(" ", Launch.connection(discord)))) {
			sample.awaitLine(" is up: ");
			discord.message(0).content("!ping there").send().awaitReply(PATIENCE);
			assertThat(sample.noteWorkers()).hasSize(2);
			sample.ctrlC();
			sample.awaitEndOfGroup();
			sample.assertNothingIsLeft();
			assertThat(discord.record().sessions()).allMatch((session) -> session.closeCode() == 1000);
		}
	}

}
