package io.github.fleetboot.bot;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet of the bot whose Admiral has a JVM of its own, as an operator runs it: it leads
 * a process group, as what a shell starts does, and its token comes from the environment.
 */
final class AdmiralProcess implements AutoCloseable {

	/**
	 * A shell's background job ignores Ctrl-C, and so does all it starts, unless told
	 * otherwise; not every env can.
	 */
	private static final String HEARING_CTRL_C = "env --default-signal=INT true 2>/dev/null "
			+ "&& exec env --default-signal=INT,TERM,HUP \"$@\" || exec \"$@\"";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Path home;

	private final String token;

	private final Process process;

	private final Thread reader;

	private AdmiralProcess(Path home, String token, Process process) {
		this.home = home;
		this.token = token;
		this.process = process;
		this.reader = new Thread(this::read, "admiral-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static AdmiralProcess start(DiscordEmulator discord, String... arguments) {
		return startWithToken(discord, discord.token(), arguments);
	}

	static AdmiralProcess startWithToken(DiscordEmulator discord, String token, String... arguments) {
		return startWithArchive(newHome(), discord, token, List.of(), List.of(), arguments);
	}

	/**
	 * Start a fleet whose Admiral's JVM is not as usual.
	 * @param classPath entries before the directories of this JVM
	 * @param jvmArguments arguments of the Admiral's JVM
	 */
	static AdmiralProcess startWithJvm(DiscordEmulator discord, List<Path> classPath, List<String> jvmArguments,
			String... arguments) {
		return startWithArchive(newHome(), discord, discord.token(), classPath, jvmArguments, arguments);
	}

	/**
	 * Start a fleet that the archive is made from.
	 * @param jvmArguments arguments of the Admiral's JVM
	 */
	static AdmiralProcess startWithoutArchive(DiscordEmulator discord, List<String> jvmArguments, String... arguments) {
		return start(newHome(), discord, discord.token(), List.of(), jvmArguments, List.of(arguments));
	}

	private static Path newHome() {
		try {
			return Files.createTempDirectory("admiral-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static AdmiralProcess startWithArchive(Path home, DiscordEmulator discord, String token,
			List<Path> moreEntries, List<String> jvmArguments, String... arguments) {
		return start(home, discord, token, moreEntries,
				Stream.concat(ClassDataArchive.flags().stream(), jvmArguments.stream()).toList(),
				Stream.concat(ClassDataArchive.arguments().stream(), Stream.of(arguments)).toList());
	}

	private static AdmiralProcess start(Path home, DiscordEmulator discord, String token, List<Path> moreEntries,
			List<String> jvmArguments, List<String> arguments) {
		try {
			Path temporary = Files.createDirectories(home.resolve("tmp"));
			String classPath = ClassDataArchive.classPath(moreEntries);
			Path argumentFile = Files.writeString(home.resolve("java.args"),
					"-cp\n\"" + classPath.replace("\\", "\\\\") + "\"\n");
			List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", HEARING_CTRL_C, "sh",
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + argumentFile,
					"-Djava.io.tmpdir=" + temporary, "-XX:TieredStopAtLevel=1"));
			command.addAll(jvmArguments);
			command.add(BotApplication.class.getName());
			BotFleet.arguments(discord)
				.stream()
				.filter((argument) -> !argument.startsWith("--fleet.discord.token"))
				.forEach(command::add);
			command.add("--fleet.directory=" + home.resolve("fleet"));
			command.addAll(arguments);
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().put("FLEET_DISCORD_TOKEN", token);
			return new AdmiralProcess(home, token, builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			lines.lines().forEach((line) -> {
				System.out.println("[admiral] " + line);
				this.output.add(line);
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add("output ended with " + ex);
		}
	}

	AdmiralProcess awaitReady() {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> !this.process.isAlive() || line(" is up: ") >= 0);
		assertThat(this.output).anyMatch((line) -> line.contains(" is up: "));
		return this;
	}

	/**
	 * Signal the Admiral alone, as {@code kill} and a container's runtime do.
	 */
	void signal(String name) {
		Processes.signal(name, this.process.pid());
	}

	/**
	 * Signal the Admiral and its workers alike, as a terminal does on Ctrl-C.
	 */
	void signalGroup(String name) {
		Processes.signal(name, -this.process.pid());
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		// What it left behind may still hold the pipe
		this.reader.join(1_000);
		return this.process.exitValue();
	}

	/**
	 * The workers that the Admiral has now. It is a shell before it is a JVM, with
	 * children of other kinds.
	 */
	List<ProcessHandle> workers() {
		return Processes.childrenOf(this.process.toHandle())
			.stream()
			.filter((child) -> Processes.commandLine(child.pid()).contains("-Dfleet.worker="))
			.toList();
	}

	Path directory() {
		return this.home.resolve("fleet");
	}

	/**
	 * All lines that Admiral and workers have printed.
	 */
	List<String> output() {
		return List.copyOf(this.output);
	}

	/**
	 * The index of the first line with a text.
	 * @return the index, -1 if there is none
	 */
	int line(String text) {
		List<String> lines = output();
		for (int index = 0; index < lines.size(); index++) {
			if (lines.get(index).contains(text)) {
				return index;
			}
		}
		return -1;
	}

	/**
	 * The index of the last line of which each text is a part.
	 * @return the index, -1 if there is none
	 */
	int lastLine(String... texts) {
		List<String> lines = output();
		for (int index = lines.size() - 1; index >= 0; index--) {
			if (Stream.of(texts).allMatch(lines.get(index)::contains)) {
				return index;
			}
		}
		return -1;
	}

	/**
	 * The JVM of a worker, as it is now.
	 */
	long pidOf(String worker) {
		return workers().stream()
			.map(ProcessHandle::pid)
			.filter((pid) -> Processes.commandLine(pid).contains("-Dfleet.worker=" + worker + " "))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Wait until a line has been printed a number of times.
	 */
	AdmiralProcess awaitLine(String text, int times) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> !this.process.isAlive() || count(text) >= times);
		assertThat(count(text)).as(text).isGreaterThanOrEqualTo(times);
		return this;
	}

	private long count(String text) {
		return this.output.stream().filter((line) -> line.contains(text)).count();
	}

	/**
	 * Wait until no process of this fleet is left.
	 */
	void awaitNoProcess() {
		try {
			Awaitility.await().atMost(PATIENCE).until(() -> processes().isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			assertThat(processes()).as("processes that are left").isEmpty();
		}
	}

	/**
	 * See that no service began to drain before the clusters were gone.
	 */
	void assertClustersDrainedBeforeServices() {
		for (String service : List.of("service-echo", "service-late")) {
			int drains = lastLine(service, "Draining: ");
			assertThat(drains).isNotNegative();
			for (String cluster : List.of("cluster-0", "cluster-1")) {
				assertThat(lastLine(cluster, "Draining: ")).isNotNegative();
				assertThat(lastLine(cluster)).isLessThan(drains);
			}
		}
	}

	/**
	 * Wait until no process of this fleet is left, and see that it left nothing behind.
	 */
	void assertNothingIsLeft() {
		awaitNoProcess();
		if (Files.exists(directory())) {
			assertThat(directory()).isEmptyDirectory();
		}
		assertThat(this.home.resolve("tmp")).isEmptyDirectory();
		assertThat(this.output).noneMatch((line) -> line.contains(this.token));
	}

	/**
	 * All processes that have the home of this fleet in their arguments, which each JVM
	 * of it has.
	 */
	private List<ProcessHandle> processes() {
		return ProcessHandle.allProcesses()
			.filter((process) -> Processes.commandLine(process.pid()).contains(this.home.toString()))
			.toList();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		processes().forEach(ProcessHandle::destroyForcibly);
		try {
			FileSystemUtils.deleteRecursively(this.home);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
