package io.github.fleetboot.sample;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.function.ThrowingConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However the sample is started, a cluster and a service come to live, the bot answers,
 * and nothing is left at the end.
 */
@EnabledOnOs(OS.LINUX)
class LaunchMatrixIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	private static DiscordEmulator discord;

	@TempDir
	private Path home;

	@BeforeAll
	static void startDiscord() {
		discord = DiscordEmulator.builder().guilds(1).shards(1).identifyWindow(Duration.ofSeconds(1)).start();
	}

	@AfterAll
	static void stopDiscord() {
		assertThat(discord.record().violations()).isEmpty();
		discord.close();
	}

	@Test
	void aRelativeJarPathWithSpacesAndForeignLettersInAnEnvironmentFullOfOptions() throws Exception {
		assumeThatFileNamesHaveForeignLetters();
		Path directory = Files.createDirectories(this.home.resolve("Bär 日本/here"));
		Path jar = directory.resolve("../bot 1/größer 船.jar");
		Files.createDirectories(directory.resolve("../bot 1").normalize());
		Files.copy(SampleProcess.jar(), jar.normalize());
		Path fleet = this.home.resolve("Bär 日本/flotte ü 日本");
		Launch launch = Launch.of(this.home, "-jar", directory.relativize(jar).toString())
			.directory(directory)
			.temporary(this.home.resolve("tmp ü 日本"))
			.environment("LC_ALL", "C.UTF-8")
			.environment("JAVA_TOOL_OPTIONS", "-Xmx301m -Duser.timezone=Asia/Tokyo")
			.environment("JDK_JAVA_OPTIONS", "-Xmx302m")
			.environment("_JAVA_OPTIONS", "-Xmx303m")
			.arguments("--fleet.directory=../flotte ü 日本");
		sail(launch, (sample) -> {
			assertThat(sample.output()).anyMatch((line) -> line.contains("Picked up JAVA_TOOL_OPTIONS"));
			assertThat(sample.noteWorkers()).hasSize(2).allSatisfy((worker) -> {
				assertThat(SampleProcess.ofProcess(worker, "cmdline")).contains(" " + SampleApplication.class.getName())
					.doesNotContain("-Xmx30");
				assertThat(SampleProcess.ofProcess(worker, "environ")).doesNotContain(OPTIONS);
			});
			assertThat(argumentFile(fleet)).anyMatch((line) -> line.contains("/flotte ü 日本/releases/"))
				.contains("\"-Duser.timezone=Asia/Tokyo\"", "\"-Djava.io.tmpdir=" + launch.temporary() + "\"");
		});
		SampleProcess.assertHoldsReleasesOnly(fleet);
	}

	@Test
	void anExtractedJarUnderADebugAgent() throws Exception {
		Path jar = extract().resolve("fleet-sample-app.jar");
		assertThat(jar.resolveSibling("lib")).isNotEmptyDirectory();
		sail(Launch.of(this.home, "-jar", jar.toString()).jvmArguments(debugAgent()), (sample) -> {
			assertThat(sample.output()).anyMatch((line) -> line.startsWith("Listening for transport dt_socket"));
			assertThat(sample.noteWorkers()).hasSize(2)
				.allSatisfy((worker) -> assertThat(SampleProcess.ofProcess(worker, "cmdline")).contains("-jar " + jar)
					.doesNotContain("jdwp"));
		});
	}

	@Test
	void anArgumentFileOf500EntriesWithADebugAgentInTheEnvironment() throws Exception {
		List<String> entries = new ArrayList<>(List.of(classPath().split(File.pathSeparator)));
		for (int number = entries.size(); number < 500; number++) {
			entries.add(this.home.resolve("a rather long name of a directory which holds nothing, number " + number)
				.toString());
		}
		Path file = Files.writeString(this.home.resolve("my.args"),
				"-cp \"" + String.join(File.pathSeparator, entries) + "\"\n" + SampleApplication.class.getName());
		Path fleet = this.home.resolve("fleet");
		sail(Launch.of(this.home, "@" + file)
			.environment("JAVA_TOOL_OPTIONS", debugAgent())
			.arguments("--fleet.directory=" + fleet), (sample) -> {
				assertThat(sample.output()).anyMatch((line) -> line.startsWith("Listening for transport dt_socket"));
				assertThat(sample.noteWorkers()).hasSize(2).allSatisfy((worker) -> {
					assertThat(SampleProcess.ofProcess(worker, "cmdline")).contains("@" + fleet)
						.contains(" " + SampleApplication.class.getName());
					assertThat(SampleProcess.ofProcess(worker, "environ")).doesNotContain(OPTIONS);
				});
				assertThat(argumentFile(fleet))
					.anySatisfy((line) -> assertThat(line.split(File.pathSeparator)).hasSize(500));
			});
	}

	@Test
	void anExplodedJarInThePosixLocale() throws Exception {
		Path exploded = extract("--launcher");
		String loader = "org.springframework.boot.loader.launch.JarLauncher";
		sail(Launch.of(this.home, loader).directory(exploded).environment("LC_ALL", "POSIX"),
				(sample) -> assertThat(sample.noteWorkers()).hasSize(2)
					.allSatisfy((worker) -> assertThat(SampleProcess.ofProcess(worker, "cmdline")).contains(loader)));
	}

	/**
	 * All other tests run on the Java of the build.
	 */
	@Test
	void anotherJavaThanThatOfTheBuild() throws Exception {
		int version = (Runtime.version().feature() == 25) ? 17 : 25;
		Path java = JavaHomes.find(version)
			.orElseGet(() -> Assumptions.abort("No JDK " + version + " is found: set JAVA_" + version + "_HOME"));
		sail(Launch.of(this.home, "-jar", SampleProcess.jar().toString()).java(java), (sample) -> {
			assertThat(sample.output()).anyMatch((line) -> line.contains(" using Java " + version + "."));
			assertThat(sample.noteWorkers()).hasSize(2)
				.allSatisfy((worker) -> assertThat(SampleProcess.ofProcess(worker, "cmdline"))
					.startsWith(SampleProcess.java(java)));
		});
	}

	@Test
	void aClassPathThatThePosixLocaleCannotNameIsRefused() throws Exception {
		assumeThatFileNamesHaveForeignLetters();
		String classPath = classPath() + File.pathSeparator + this.home.resolve("größer");
		refuse(Launch.of(this.home, "-cp", classPath, SampleApplication.class.getName()).environment("LC_ALL", "POSIX"),
				"The class path has characters", "LC_ALL=C.UTF-8");
	}

	@Test
	void aFleetDirectoryThatThePosixLocaleCannotNameIsRefused() throws Exception {
		assumeThatFileNamesHaveForeignLetters();
		refuse(Launch.of(this.home, "-jar", SampleProcess.jar().toString())
			.environment("LC_ALL", "POSIX")
			.arguments("--fleet.directory=" + this.home.resolve("日本")), "The value of fleet.directory",
				"LC_ALL=C.UTF-8");
	}

	@Test
	void aTemporaryDirectoryThatThePosixLocaleCannotNameIsRefused() throws Exception {
		assumeThatFileNamesHaveForeignLetters();
		refuse(Launch.of(this.home, "-cp", classPath(), SampleApplication.class.getName())
			.temporary(this.home.resolve("tmp ü"))
			.environment("LC_ALL", "POSIX"), "java.io.tmpdir", "LC_ALL=C.UTF-8");
	}

	@Test
	void aFleetDirectoryThatCannotBeWrittenIsRefused() throws Exception {
		refuse(Launch.of(this.home, "-jar", SampleProcess.jar().toString()).arguments("--fleet.directory=/proc/fleet"),
				"The fleet cannot create its directory in /proc/fleet", "Set fleet.directory");
	}

	private void refuse(Launch launch, String description, String action) throws Exception {
		launch.arguments(Launch.connection(discord));
		int identifies = discord.record().identifies().size();
		try (SampleProcess sample = SampleProcess.start(launch)) {
			assertThat(sample.awaitExit()).isEqualTo(1);
			assertThat(sample.output()).anyMatch((line) -> line.contains("APPLICATION FAILED TO START"))
				.anyMatch((line) -> line.contains(description))
				.anyMatch((line) -> line.contains(action))
				.noneMatch((line) -> line.contains("is STARTING"));
			assertThat(discord.record().identifies()).hasSize(identifies);
			sample.assertNothingIsLeft();
		}
	}

	private void sail(Launch launch, ThrowingConsumer<SampleProcess> underWay) throws Exception {
		launch.arguments(Launch.connection(discord));
		try (SampleProcess sample = SampleProcess.start(launch)) {
			sample.awaitLine(" is up: ");
			discord.message(0).content("!ping there").send().awaitReply(PATIENCE);
			underWay.accept(sample);
			assertThat(sample.terminate()).isEqualTo(143);
			sample.assertNothingIsLeft();
		}
	}

	/**
	 * On a port of its own, which a worker that inherits it could not have as well.
	 */
	private static String debugAgent() throws IOException {
		return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + SampleProcess.freePort();
	}

	private static List<String> argumentFile(Path fleet) throws IOException {
		try (Stream<Path> files = Files.walk(fleet)) {
			return Files.readAllLines(files.filter((file) -> file.endsWith("java.args")).findFirst().orElseThrow());
		}
	}

	private static String classPath() {
		return MavenProject.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	private Path extract(String... options) throws Exception {
		Path destination = this.home.resolve("extracted");
		List<String> command = new ArrayList<>(
				List.of(SampleProcess.java(Path.of(System.getProperty("java.home"))), "-Djarmode=tools", "-jar",
						SampleProcess.jar().toString(), "extract", "--destination", destination.toString()));
		command.addAll(List.of(options));
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
		return destination;
	}

	private static void assumeThatFileNamesHaveForeignLetters() {
		Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
		Assumptions.assumeTrue(charset.newEncoder().canEncode("ü日本"),
				() -> "File names are encoded in " + charset + ": run the tests with LC_ALL=C.UTF-8");
	}

}
