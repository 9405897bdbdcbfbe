package io.github.fleetboot.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as somebody starts it in a terminal: a process that leads a group, with a
 * temporary directory of its own.
 */
final class SampleProcess implements AutoCloseable {

	/**
	 * A shell's background job ignores Ctrl-C, and so does all it starts, unless told
	 * otherwise; not every env can.
	 */
	private static final String HEARING_CTRL_C = "env --default-signal=INT true 2>/dev/null "
			+ "&& exec env --default-signal=INT,TERM \"$@\" || exec \"$@\"";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final List<String> output = new CopyOnWriteArrayList<>();

	/**
	 * Those of killed workers as well.
	 */
	private final Set<ProcessHandle> workersSeen = ConcurrentHashMap.newKeySet();

	private final Path home;

	private final int port;

	private final Process process;

	private final Function<Process, ProcessHandle> admiral;

	private final Thread reader;

	private SampleProcess(Path home, int port, Process process, Function<Process, ProcessHandle> admiral) {
		this.home = home;
		this.port = port;
		this.process = process;
		this.admiral = admiral;
		this.reader = new Thread(this::read, "sample-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start the executable jar.
	 */
	static SampleProcess ofJar(Map<String, String> environment, String... arguments) {
		return start(List.of("-jar", jar().toString()), environment, arguments);
	}

	static SampleProcess start(List<String> what, Map<String, String> environment, String... arguments) {
		return start((home) -> {
			List<String> command = inTerminal(
					List.of(java(Path.of(System.getProperty("java.home"))), "-Djava.io.tmpdir=" + home));
			command.addAll(what);
			return command;
		}, Process::toHandle, environment, arguments);
	}

	/**
	 * Start it as a launch says. It has no web server.
	 */
	static SampleProcess start(Launch launch) {
		return start(launch.command(), launch.directory(), launch.temporary(), launch.environment());
	}

	/**
	 * Start it by a command.
	 * @param directory where
	 * @param temporary what is empty before and afterwards, and removed in the end
	 */
	static SampleProcess start(List<String> command, Path directory, Path temporary, Map<String, String> environment) {
		return new SampleProcess(temporary, -1, startGroup(inTerminal(command), directory, environment),
				Process::toHandle);
	}

	static String java(Path home) {
		return home.resolve("bin").resolve("java").toString();
	}

	private static List<String> inTerminal(List<String> command) {
		List<String> hearing = new ArrayList<>(List.of("sh", "-c", HEARING_CTRL_C, "sh"));
		hearing.addAll(command);
		return hearing;
	}

	/**
	 * Start the executable jar as in a container.
	 */
	static SampleProcess contained(Containment containment, String... arguments) {
		return start((home) -> containment.command(jar(), home), containment::admiral, Map.of(), arguments);
	}

	private static SampleProcess start(Function<Path, List<String>> what, Function<Process, ProcessHandle> admiral,
			Map<String, String> environment, String... arguments) {
		try {
			Path home = Files.createTempDirectory("sample-");
			int port = freePort();
			List<String> command = what.apply(home);
			command.add("--server.port=" + port);
			command.addAll(List.of(arguments));
			return new SampleProcess(home, port, startGroup(command, Path.of(""), environment), admiral);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Process startGroup(List<String> command, Path directory, Map<String, String> environment) {
		List<String> leader = new ArrayList<>(List.of("setsid"));
		leader.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(leader).redirectErrorStream(true)
			.directory(directory.toAbsolutePath().toFile());
		builder.environment().remove("DISCORD_TOKEN");
		builder.environment().putAll(environment);
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path jar() {
		return Path.of("target", "fleet-sample-app.jar").toAbsolutePath();
	}

	/**
	 * A port that nobody listens at, and that no system gives to an outgoing connection
	 * before it is taken.
	 */
	static int freePort() throws IOException {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Another one
			}
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			lines.lines().forEach((line) -> {
				System.out.println("[sample] " + line);
				this.output.add(line);
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add("output ended with " + ex);
		}
	}

	/**
	 * Its temporary directory.
	 */
	Path home() {
		return this.home;
	}

	int port() {
		return this.port;
	}

	List<String> output() {
		return List.copyOf(this.output);
	}

	/**
	 * Wait until a line with a text is printed.
	 */
	SampleProcess awaitLine(String text) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> !this.process.isAlive() || hasLine(text));
		assertThat(this.output).anyMatch((line) -> line.contains(text));
		noteWorkers();
		return this;
	}

	private boolean hasLine(String text) {
		return this.output.stream().anyMatch((line) -> line.contains(text));
	}

	/**
	 * What tells how its fleet fares, and takes orders.
	 */
	StatusClient status() {
		return new StatusClient("localhost", this.port);
	}

	/**
	 * Press Ctrl-C, which signals Admiral and workers alike.
	 */
	int ctrlC() {
		noteWorkers();
		try {
			Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + this.process.pid()).inheritIO().start();
			assertThat(kill.waitFor()).isZero();
			return awaitExit();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The JVM of the Admiral.
	 */
	ProcessHandle admiral() {
		return this.admiral.apply(this.process);
	}

	/**
	 * Ask the Admiral alone to end, as a container's runtime does.
	 */
	int terminate() throws InterruptedException {
		assertThat(admiral().destroy()).isTrue();
		return awaitExit();
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.reader.join(1_000);
		return this.process.exitValue();
	}

	/**
	 * The JVM of a worker, as it is now.
	 */
	ProcessHandle worker(String id) {
		return noteWorkers().stream()
			.filter((worker) -> ofProcess(worker, "cmdline").contains("-Dfleet.worker=" + id + " "))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The workers of the moment; a build tool may stand between them and the process that
	 * was started.
	 */
	List<ProcessHandle> noteWorkers() {
		List<ProcessHandle> workers = this.process.descendants()
			.filter((process) -> ofProcess(process, "cmdline").contains("-Dfleet.worker="))
			.toList();
		this.workersSeen.addAll(workers);
		return workers;
	}

	/**
	 * What the system tells of a process.
	 * @param what {@code cmdline} or {@code environ}
	 * @return it, with spaces between its parts; empty if the process is gone
	 */
	static String ofProcess(ProcessHandle process, String what) {
		try {
			return Files.readString(Path.of("/proc/" + process.pid() + "/" + what)).replace('\0', ' ');
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Wait for what lives on after the process that was started.
	 */
	void awaitEndOfGroup() {
		Awaitility.await().atMost(PATIENCE).until(() -> groupMembers().isEmpty());
	}

	/**
	 * Neither a process nor a socket nor a file, but what the next run starts from.
	 */
	void assertNothingIsLeft() throws IOException {
		assertNoProcessIsLeft();
		try (Stream<Path> files = Files.list(this.home)) {
			assertThat(files.filter((file) -> !isOfTheJvm(file))).allSatisfy(SampleProcess::assertHoldsReleasesOnly);
		}
	}

	/**
	 * See that nothing of a run is left in a fleet's directory.
	 */
	static void assertHoldsReleasesOnly(Path directory) {
		assertThat(directory.toFile().list()).containsExactly("releases");
		try (Stream<Path> files = Files.walk(directory)) {
			assertThat(files).noneMatch((file) -> file.toString().endsWith(".tmp"))
				.noneMatch((file) -> file.getFileName().toString().startsWith(".unfinished"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void assertNoProcessIsLeft() {
		assertThat(this.process.isAlive()).isFalse();
		assertThat(this.workersSeen).noneMatch(ProcessHandle::isAlive);
		assertThat(groupMembers()).isEmpty();
	}

	/**
	 * A JVM leaves behind the directory of its performance data, if that is in
	 * {@code /tmp}.
	 */
	private static boolean isOfTheJvm(Path file) {
		String[] files = file.toFile().list();
		return file.getFileName().toString().startsWith("hsperfdata_") && files != null && files.length == 0;
	}

	/**
	 * The processes of the group that this one leads.
	 */
	private List<Long> groupMembers() {
		return ProcessHandle.allProcesses()
			.map(ProcessHandle::pid)
			.filter((pid) -> processGroup(pid) == this.process.pid())
			.toList();
	}

	private static long processGroup(long pid) {
		try {
			String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
			// After the name, which may contain anything: state, parent, group
			return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ")[2]);
		}
		catch (IOException ex) {
			return -1;
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		groupMembers().forEach((pid) -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
		try {
			FileSystemUtils.deleteRecursively(this.home);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
