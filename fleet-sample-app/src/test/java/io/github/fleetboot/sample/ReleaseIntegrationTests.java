package io.github.fleetboot.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What workers run from: a copy of the jar, and an archive of the classes of one of them.
 * The cluster has 2 shards, 500 guilds and 5,000 members.
 */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class ReleaseIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String COPIED = "Workers run from a copy of";

	private static final String ARCHIVED = "Workers start faster from now on";

	private static final int GUILDS = 500;

	private static final int MEMBERS = 10;

	private static final int PAIRS = 3;

	private static final Properties figures = new Properties();

	private static DiscordEmulator discord;

	@TempDir
	private Path home;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.membersPerGuild(MEMBERS)
			.eagerMembers(true)
			.shards(2)
			.maxConcurrency(2)
			.identifyWindow(Duration.ofMillis(500))
			.start();
	}

	@AfterAll
	static void stop() throws IOException {
		discord.close();
		Path directory = Files.createDirectories(Path.of("target", "figures"));
		try (Writer writer = Files.newBufferedWriter(directory.resolve("startup.properties"))) {
			figures.store(writer, null);
		}
	}

	@ParameterizedTest
	@CsvSource({ "17, 0.6, 135, -XX:SharedArchiveFile=", "25, 0.5, 150, -XX:AOTCache=" })
	void workersOutliveTheirJarAndStartFasterFromAnArchive(int version, double ratio, long megabytes,
			String archiveFlag) throws Exception {
		Path java = JavaHomes.find(version)
			.orElseGet(() -> Assumptions.abort("No JDK " + version + " is found: set JAVA_" + version + "_HOME"));
		Path jar = Files.copy(SampleProcess.jar(), this.home.resolve("bot.jar"));
		try (SampleProcess sample = SampleProcess.start(launch(java, jar))) {
			sample.awaitLine(" is up: ");
			assertThat(sample.output()).anyMatch((line) -> line.contains(COPIED));
			replace(jar);
			killAndSeeItAnswer(sample, "before the archive");
			sample.awaitLine(ARCHIVED);
			killAndSeeItAnswer(sample, "from the archive");
			assertThat(commandLine(cluster(sample))).anyMatch((argument) -> argument.startsWith(archiveFlag));
			assertThat(sample.output()).noneMatch((line) -> line.contains("[warning]"));
			end(sample);
		}
		Files.copy(SampleProcess.jar(), jar, StandardCopyOption.REPLACE_EXISTING);
		List<String> shipped;
		try (SampleProcess sample = SampleProcess.start(launch(java, jar))) {
			sample.awaitLine(" is up: ");
			assertThat(sample.output()).noneMatch((line) -> line.contains(COPIED) || line.contains(ARCHIVED));
			assertThat(sample.noteWorkers()).hasSize(2)
				.allSatisfy((worker) -> assertThat(commandLine(worker))
					.anyMatch((argument) -> argument.startsWith(archiveFlag)));
			shipped = withoutTheFleet(commandLine(cluster(sample)));
			figures.setProperty("worker.rss.mb" + ((version == 17) ? "" : "." + version),
					Long.toString(settledMegabytes(cluster(sample), megabytes)));
			end(sample);
		}
		List<String> plain = List.of(SampleProcess.java(java), "-Dfleet.worker=cluster-0", "-jar", jar.toString());
		try (WorkerStarts starts = new WorkerStarts(this.home)) {
			double measured = starts.ratio(PAIRS, plain, shipped);
			figures.setProperty("worker.start.ratio." + version, String.format(Locale.ROOT, "%.2f", measured));
			assertThat(measured).isLessThanOrEqualTo(ratio);
		}
	}

	private Launch launch(Path java, Path jar) {
		return Launch.of(this.home, "-jar", jar.toString())
			.java(java)
			.arguments(Launch.connection(discord, "--fleet.directory=" + this.home.resolve("fleet"),
					"--fleet.sharding.identify-interval=500ms",
					"--fleet.discord.intents=guild-messages,message-content,guild-members",
					"--fleet.discord.member-cache-policy=all"));
	}

	private void replace(Path jar) throws IOException {
		Path other = Files.writeString(this.home.resolve("other.jar"), "the next version, half of it");
		Files.move(other, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void killAndSeeItAnswer(SampleProcess sample, String word) {
		long lives = lives(sample);
		assertThat(cluster(sample).destroyForcibly()).isTrue();
		Awaitility.await().atMost(PATIENCE).until(() -> lives(sample) > lives);
		assertThat(discord.message(0).content("!ping " + word).send().awaitReply(PATIENCE).content())
			.isEqualTo("Pong! " + word);
	}

	private static long lives(SampleProcess sample) {
		return sample.output().stream().filter((line) -> line.contains("cluster-0 is LIVE")).count();
	}

	/**
	 * What it took to start goes back to the system a few seconds later.
	 */
	private static long settledMegabytes(ProcessHandle worker, long most) {
		return Awaitility.await()
			.pollDelay(Duration.ofSeconds(6))
			.atMost(Duration.ofSeconds(30))
			.until(() -> residentMegabytes(worker), (megabytes) -> megabytes <= most);
	}

	private static long residentMegabytes(ProcessHandle process) throws IOException {
		return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

	private void end(SampleProcess sample) throws Exception {
		assertThat(sample.terminate()).isEqualTo(143);
		sample.assertNothingIsLeft();
		SampleProcess.assertHoldsReleasesOnly(this.home.resolve("fleet"));
	}

	private static ProcessHandle cluster(SampleProcess sample) {
		return sample.noteWorkers()
			.stream()
			.filter((worker) -> commandLine(worker).contains("-Dfleet.worker=cluster-0"))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> commandLine(ProcessHandle process) {
		try {
			String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.UTF_8);
			return List.of(line.split("\0"));
		}
		catch (IOException ex) {
			return List.of("");
		}
	}

	/**
	 * Its argument file goes with the fleet.
	 */
	private List<String> withoutTheFleet(List<String> commandLine) throws IOException {
		List<String> copy = new ArrayList<>();
		for (String argument : commandLine) {
			if (argument.startsWith("@")) {
				Path file = Files.copy(Path.of(argument.substring(1)), this.home.resolve("worker.args"),
						StandardCopyOption.REPLACE_EXISTING);
				copy.add("@" + file);
			}
			else {
				copy.add(argument);
			}
		}
		return copy;
	}

}
