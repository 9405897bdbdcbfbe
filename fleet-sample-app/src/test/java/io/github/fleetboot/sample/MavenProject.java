package io.github.fleetboot.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import org.springframework.web.util.HtmlUtils;

/**
 * A project of its own that the Maven of this build can work on, without a network and
 * without touching what this build is using. It has the code that this build has made.
 */
final class MavenProject {

	private static final String POM = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
				<parent>
					<groupId>io.github.fleetboot</groupId>
					<artifactId>fleet-spring-boot</artifactId>
					<version>%s</version>
					<relativePath>%s</relativePath>
				</parent>
				<artifactId>bot</artifactId>
				<properties>
					<spring-boot.run.skip>false</spring-boot.run.skip>
				</properties>
				<dependencies>
					<dependency>
						<groupId>org.springframework.boot</groupId>
						<artifactId>spring-boot-starter-test</artifactId>
						<scope>test</scope>
					</dependency>
				</dependencies>
				<build>
					<plugins>
						<plugin>
							<groupId>%s</groupId>
							<artifactId>%s</artifactId>
							<configuration>
								<additionalClasspathElements>%s</additionalClasspathElements>
								%s
							</configuration>
						</plugin>
					</plugins>
				</build>
			</project>
			""";

	private final Path home;

	private final Path temporary;

	private MavenProject(Path home, Path temporary) {
		this.home = home;
		this.temporary = temporary;
	}

	static boolean isRunByMaven() {
		return System.getProperty("test.maven.home") != null;
	}

	/**
	 * Create a project.
	 * @param home an empty directory
	 * @param plugin the plugin that the project configures, group and artifact
	 * @param configuration its configuration
	 * @param classPath what the project depends on
	 */
	static MavenProject create(Path home, String plugin, String configuration, List<Path> classPath)
			throws IOException {
		Assumptions.assumeTrue(isRunByMaven(), "Maven does not run this test");
		Path root = Path.of("..", "pom.xml").toRealPath();
		String elements = classPath.stream()
			.map((entry) -> "<element>" + HtmlUtils.htmlEscape(entry.toString()) + "</element>")
			.collect(Collectors.joining());
		Files.writeString(home.resolve("pom.xml"),
				POM.formatted(System.getProperty("test.project.version"), home.toRealPath().relativize(root),
						plugin.split(":")[0], plugin.split(":")[1], elements, configuration));
		return new MavenProject(home, Files.createDirectory(home.resolve("tmp")));
	}

	/**
	 * What the code of this module, without the tests, runs with.
	 */
	static List<Path> classPath() {
		Path tests = Path.of("target", "test-classes").toAbsolutePath();
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter((entry) -> !entry.equals(tests))
			.toList();
	}

	/**
	 * Start a goal.
	 * @param arguments the goal and its properties
	 */
	SampleProcess start(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("test.maven.home"), "bin", "mvn").toString(), "--offline",
						"--batch-mode", "-Dmaven.repo.local=" + System.getProperty("test.maven.repository"),
						"-Dspring-javaformat.skip", "-Denforcer.skip"));
		command.addAll(List.of(arguments));
		return SampleProcess.start(command, this.home, this.temporary,
				Map.of("JAVA_HOME", System.getProperty("java.home")));
	}

}
