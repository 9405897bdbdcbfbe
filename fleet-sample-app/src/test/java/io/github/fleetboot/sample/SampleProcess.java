package io.github.fleetboot.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as somebody starts it in a terminal: a process that leads a group, with a
 * temporary directory of its own and a free port.
 */
final class SampleProcess implements AutoCloseable {

	/**
	 * A shell's background job ignores Ctrl-C, and so does all it starts, unless told
	 * otherwise; not every env can.
	 */
	private static final String HEARING_CTRL_C = "env --default-signal=INT true 2>/dev/null "
			+ "&& exec env --default-signal=INT,TERM \"$@\" || exec \"$@\"";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final JsonMapper json = new JsonMapper();

	private final List<String> output = new CopyOnWriteArrayList<>();

	/**
	 * Those of killed workers as well.
	 */
	private final Set<ProcessHandle> workersSeen = ConcurrentHashMap.newKeySet();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Path home;

	private final int port;

	private final Process process;

	private final Thread reader;

	private SampleProcess(Path home, int port, Process process) {
		this.home = home;
		this.port = port;
		this.process = process;
		this.reader = new Thread(this::read, "sample-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start the executable jar.
	 */
	static SampleProcess ofJar(Map<String, String> environment, String... arguments) {
		return start(List.of("-jar", Path.of("target", "fleet-sample-app.jar").toAbsolutePath().toString()),
				environment, arguments);
	}

	static SampleProcess start(List<String> what, Map<String, String> environment, String... arguments) {
		try {
			Path home = Files.createTempDirectory("sample-");
			int port = freePort();
			List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", HEARING_CTRL_C, "sh",
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + home));
			command.addAll(what);
			command.add("--server.port=" + port);
			command.addAll(List.of(arguments));
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().remove("DISCORD_TOKEN");
			builder.environment().putAll(environment);
			return new SampleProcess(home, port, builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
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
		noteWorkers();
		assertThat(this.output).anyMatch((line) -> line.contains(text));
		return this;
	}

	private boolean hasLine(String text) {
		return this.output.stream().anyMatch((line) -> line.contains(text));
	}

	/**
	 * What the endpoint says.
	 */
	JsonNode fleet() {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/fleet"))
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(200);
			return json.readTree(response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.reader.join(1_000);
		return this.process.exitValue();
	}

	List<ProcessHandle> noteWorkers() {
		List<ProcessHandle> workers = this.process.children().filter(ProcessHandle::isAlive).toList();
		this.workersSeen.addAll(workers);
		return workers;
	}

	/**
	 * Neither a process nor a socket nor a file.
	 */
	void assertNothingIsLeft() throws IOException {
		assertThat(this.process.isAlive()).isFalse();
		assertThat(this.workersSeen).noneMatch(ProcessHandle::isAlive);
		assertThat(groupMembers()).isEmpty();
		try (Stream<Path> files = Files.list(this.home)) {
			assertThat(files).isEmpty();
		}
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
