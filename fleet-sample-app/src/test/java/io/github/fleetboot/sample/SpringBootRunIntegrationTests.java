package io.github.fleetboot.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as {@code spring-boot:run} launches it, in a project of its own: in this one
 * the goal would compile into the directories that the surrounding build is using.
 */
@EnabledOnOs(OS.LINUX)
class SpringBootRunIntegrationTests {

	private static final String POM = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
				<parent>
					<groupId>io.github.fleetboot</groupId>
					<artifactId>fleet-spring-boot</artifactId>
					<version>%s</version>
					<relativePath>%s</relativePath>
				</parent>
				<artifactId>run</artifactId>
				<properties>
					<spring-boot.run.skip>false</spring-boot.run.skip>
				</properties>
				<build>
					<plugins>
						<plugin>
							<groupId>org.springframework.boot</groupId>
							<artifactId>spring-boot-maven-plugin</artifactId>
							<configuration>
								<mainClass>%s</mainClass>
								<jvmArguments>-Djava.io.tmpdir=%s</jvmArguments>
								<additionalClasspathElements>%s</additionalClasspathElements>
							</configuration>
						</plugin>
					</plugins>
				</build>
			</project>
			""";

	@TempDir
	private Path home;

	@Test
	void theGoalRunsAFleetWhichCtrlCEnds() throws Exception {
		String maven = System.getProperty("test.maven.home", "");
		Assumptions.assumeFalse(maven.isEmpty(), "Maven does not run this test");
		Path temporary = Files.createDirectory(this.home.resolve("tmp"));
		Path root = Path.of("..", "pom.xml").toRealPath();
		Files.writeString(this.home.resolve("pom.xml"), POM.formatted(System.getProperty("test.project.version"),
				this.home.toRealPath().relativize(root), SampleApplication.class.getName(), temporary, classPath()));
		List<String> command = List.of(Path.of(maven, "bin", "mvn").toString(), "--offline", "--batch-mode",
				"-Dmaven.repo.local=" + System.getProperty("test.maven.repository"), "-Dspring-javaformat.skip",
				"-Denforcer.skip", "-Dspring-boot.run.arguments=--spring.profiles.active=demo --server.port=0",
				"spring-boot:run");
		try (SampleProcess sample = SampleProcess.start(command, this.home, temporary,
				Map.of("JAVA_HOME", System.getProperty("java.home")))) {
			sample.awaitLine("Ctrl-C drains and ends everything");
			assertThat(sample.output()).anyMatch((line) -> line.contains("the bot answered 'Pong! 1'"))
				.anyMatch((line) -> line.contains("'Hallo, Ada!'"));
			assertThat(sample.noteWorkers()).hasSize(3);
			sample.ctrlC();
			sample.awaitEndOfGroup();
			sample.assertNothingIsLeft();
		}
	}

	private static String classPath() {
		return Stream.of(LaunchMatrixIntegrationTests.classPath().split(File.pathSeparator))
			.map((entry) -> "<element>" + HtmlUtils.htmlEscape(entry) + "</element>")
			.collect(Collectors.joining());
	}

}
