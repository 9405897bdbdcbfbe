package io.github.fleetboot.test.discord.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The executable jar as somebody starts it, led over HTTP.
 */
class StandaloneIntegrationTests {

	private static final String CONTROL = "  control   ";

	@Test
	void aBotOfAnyLanguageIsTestedOverHttp() throws Exception {
		try (Standalone process = Standalone.start("--port", "0", "--guilds=3", "--token", "mine", "--fast")) {
			String url = process.awaitLine(CONTROL).substring(CONTROL.length()).trim();
			ControlClient control = new ControlClient(url);
			JsonNode state = control.get("/state", 200);
			assertThat(state.path("guilds").asInt()).isEqualTo(3);
			assertThat(state.path("token").asString()).isEqualTo("mine");
			JsonNode sent = control.post("/messages", "{\"content\": \"!ping\"}", 200);
			ControlClient.say(state.path("apiUrl").asString(), "mine", sent.path("channelId").asString(), "Pong!");
			assertThat(control.get("/messages/" + sent.path("id").asString() + "/replies", 200)
				.at("/replies/0/content")
				.asString()).isEqualTo("Pong!");
			control.post("/shutdown", "", 200);
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).noneMatch((line) -> line.contains("SLF4J"));
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aSignalEndsIt() throws Exception {
		try (Standalone process = Standalone.start("--port=0")) {
			process.awaitLine("Ctrl-C ends it");
			process.terminate();
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).noneMatch((line) -> line.contains("Exception"));
		}
	}

	@Test
	void mistakesAreNamed() throws Exception {
		try (Standalone process = Standalone.start("--gilds=3")) {
			assertThat(process.awaitExit()).isEqualTo(2);
			assertThat(process.output())
				.containsExactly("There is no option '--gilds'. Did you mean --guilds? --help lists all.");
		}
	}

	@Test
	void aPortInUseIsNamed() throws Exception {
		try (Standalone first = Standalone.start("--port=0")) {
			String url = first.awaitLine(CONTROL);
			String port = url.replaceAll(".*:(\\d+)/control", "$1");
			try (Standalone second = Standalone.start("--port", port)) {
				assertThat(second.awaitExit()).isOne();
				assertThat(second.output()).singleElement().asString().contains("port " + port).contains("--port");
			}
		}
	}

	@Test
	void helpIsGiven() throws Exception {
		try (Standalone process = Standalone.start("--help")) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).anyMatch((line) -> line.contains("--max-concurrency <number>"));
		}
	}

	/**
	 * Neither Spring nor JUnit is needed to run it.
	 */
	@Test
	void theJarHoldsWhatItNeedsAndNoMore() throws Exception {
		try (JarFile jar = new JarFile(Standalone.jar().toFile())) {
			assertThat(jar.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))).isNotEmpty()
				.allMatch((name) -> name.matches("BOOT-INF/lib/(netty|jackson|slf4j-api|jspecify)-?.*"));
		}
	}

	private record Standalone(Process process, List<String> output, Thread reader) implements AutoCloseable {

		static Path jar() throws IOException {
			try (Stream<Path> files = Files.list(Path.of("target"))) {
				return files.filter((file) -> file.getFileName().toString().endsWith("-standalone.jar"))
					.findFirst()
					.orElseThrow();
			}
		}

		static Standalone start(String... arguments) throws IOException {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-jar", jar().toString()));
			command.addAll(List.of(arguments));
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			List<String> output = new CopyOnWriteArrayList<>();
			Thread reader = new Thread(() -> read(process, output), "standalone-output");
			reader.start();
			return new Standalone(process, output, reader);
		}

		private static void read(Process process, List<String> output) {
			try (BufferedReader lines = process.inputReader()) {
				lines.lines().forEach(output::add);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		String awaitLine(String text) {
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> !this.process.isAlive() || this.output.stream().anyMatch((line) -> line.contains(text)));
			return this.output.stream().filter((line) -> line.contains(text)).findFirst().orElseThrow();
		}

		void terminate() {
			this.process.destroy();
		}

		int awaitExit() throws InterruptedException {
			assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			this.reader.join();
			return this.process.exitValue();
		}

		@Override
		public void close() {
			assertThat(this.process.descendants()).isEmpty();
			this.process.destroyForcibly().onExit().join();
		}

	}

}
