package io.github.fleetboot.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;

/**
 * What somebody types to start the sample: a java command in a directory and an
 * environment, with a temporary directory for all that it writes.
 */
final class Launch {

	private final List<String> jvmArguments = new ArrayList<>(
			List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));

	private final List<String> arguments = new ArrayList<>();

	private final Map<String, String> environment = new HashMap<>();

	private final List<String> code;

	private Path java = Path.of(System.getProperty("java.home"));

	private Path directory;

	private Path temporary;

	private Launch(Path directory, List<String> code) {
		this.directory = directory;
		this.temporary = directory.resolve("tmp");
		this.code = code;
	}

	/**
	 * Start from code.
	 * @param home where the launch happens
	 * @param code what a java command wants: {@code -jar} and a jar, or a class path and
	 * a class
	 */
	static Launch of(Path home, String... code) {
		return new Launch(home, List.of(code));
	}

	/**
	 * Arguments with which the sample is a fleet of one cluster and one service on an
	 * emulator, without a web server. The token is among them.
	 */
	static String[] connection(DiscordEmulator discord, String... more) {
		return Stream.concat(Stream.of("--spring.main.web-application-type=none", "--fleet.clusters.count=1",
				"--fleet.discord.api-url=" + discord.apiUrl(), "--fleet.discord.gateway-url=" + discord.gatewayUrl(),
				"--fleet.discord.token=" + discord.token()), Stream.of(more))
			.toArray(String[]::new);
	}

	Launch java(Path javaHome) {
		this.java = javaHome;
		return this;
	}

	Launch directory(Path path) {
		this.directory = path;
		return this;
	}

	Launch temporary(Path path) {
		this.temporary = path;
		return this;
	}

	Launch environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	Launch jvmArguments(String... more) {
		this.jvmArguments.addAll(List.of(more));
		return this;
	}

	Launch arguments(String... more) {
		this.arguments.addAll(List.of(more));
		return this;
	}

	Path directory() {
		return created(this.directory);
	}

	Path temporary() {
		return created(this.temporary);
	}

	private static Path created(Path path) {
		try {
			return Files.createDirectories(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Map<String, String> environment() {
		return this.environment;
	}

	List<String> command() {
		List<String> command = new ArrayList<>();
		command.add(SampleProcess.java(this.java));
		command.add("-Djava.io.tmpdir=" + this.temporary);
		command.addAll(this.jvmArguments);
		command.addAll(this.code);
		command.addAll(this.arguments);
		return command;
	}

}
