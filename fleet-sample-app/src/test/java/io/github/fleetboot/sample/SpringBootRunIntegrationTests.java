package io.github.fleetboot.sample;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as {@code spring-boot:run} launches it: from {@code target/classes} and the
 * jars beside it. The goal itself is not run, since it would compile into the directories
 * that the surrounding build is using.
 */
@EnabledOnOs(OS.LINUX)
class SpringBootRunIntegrationTests {

	@Test
	void runsFromClassesAndJars() throws Exception {
		try (SampleProcess sample = SampleProcess.start(
				List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), SampleApplication.class.getName()), Map.of(),
				"--spring.profiles.active=demo")) {
			sample.awaitLine("Ctrl-C drains and ends everything");
			assertThat(sample.output()).anyMatch((line) -> line.contains("the bot answered 'Pong! 1'"))
				.anyMatch((line) -> line.contains("'Hallo, Ada!'"));
			assertThat(sample.fleet().path("state").asString()).isEqualTo("RUNNING");
			assertThat(sample.noteWorkers()).hasSize(3);
			assertThat(sample.ctrlC()).isEqualTo(130);
			sample.assertNothingIsLeft();
		}
	}

	/**
	 * That of this test, without the tests.
	 */
	private static String classPath() {
		Path tests = Path.of("target", "test-classes").toAbsolutePath();
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().equals(tests))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
