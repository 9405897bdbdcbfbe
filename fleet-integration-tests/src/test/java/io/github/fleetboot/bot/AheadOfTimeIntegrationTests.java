package io.github.fleetboot.bot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code that is processed ahead of time, and what comes of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class AheadOfTimeIntegrationTests {

	@Test
	void aFleetFromGeneratedCodeIsRefusedBeforeAnythingStarts() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start();
				AdmiralProcess admiral = AdmiralProcess.startWithJvm(discord, List.of(),
						List.of("-Dspring.aot.enabled=true"))) {
			assertThat(admiral.awaitExit()).isOne();
			assertThat(admiral.output()).anyMatch((line) -> line.contains("APPLICATION FAILED TO START"))
				.anyMatch((line) -> line.contains("which beans exist was decided when it was built"))
				.anyMatch((line) -> line.contains("fleet.enabled=false"));
			assertThat(discord.record().requests()).isEmpty();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void processingForksNothingAndTellsTheBuild(@TempDir Path directory, CapturedOutput output) throws Exception {
		SpringApplicationAotProcessor.main(new String[] { BotApplication.class.getName(),
				directory.resolve("sources").toString(), directory.resolve("resources").toString(),
				directory.resolve("classes").toString(), "group", "artifact" });
		assertThat(output).contains("The application is being processed ahead of time")
			.contains("set fleet.enabled=false");
		try (Stream<Path> sources = Files.walk(directory.resolve("sources"))) {
			assertThat(sources)
				.anyMatch((source) -> source.endsWith("BotApplication__ApplicationContextInitializer.java"));
		}
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
	}

	@Test
	void processingOfTestsForksNothing() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(UserTestIntegrationTests.WithSpringBoot.class));
		assertThat(files.getGeneratedFiles(Kind.SOURCE)).isNotEmpty();
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
	}

}
