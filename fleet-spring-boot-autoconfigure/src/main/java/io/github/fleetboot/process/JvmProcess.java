package io.github.fleetboot.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A worker JVM as the operating system sees it. Its standard input is a pipe that stays
 * open as long as this JVM wants it, and lives: the worker takes its end as the end of
 * its Admiral. Standard output and error arrive as lines. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JvmProcess {

	private static final Log logger = LogFactory.getLog(JvmProcess.class);

	static final List<String> UNWANTED_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	/**
	 * What it prints is read by us alone, whatever the locale, and by two names: that of
	 * Java 17 and that of later ones.
	 */
	private static final List<String> PRINTS_UTF_8 = List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
			"-Dsun.stdout.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8");

	private static final int KEPT_LINES = 400;

	/**
	 * A worker prints records of its log as lines, with stack traces.
	 */
	private static final int MAX_LINE = 64 * 1024;

	private final WorkerId worker;

	private final Process process;

	private final Consumer<String> output;

	private final Deque<String> lastLines = new ArrayDeque<>();

	private final PrintedDump printedDump = new PrintedDump(System::nanoTime);

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	private final CompletableFuture<Integer> exit;

	private JvmProcess(WorkerId worker, Process process, Consumer<String> output) {
		this.worker = worker;
		this.process = process;
		this.output = output;
		// A grandchild may hold the pipe open: the exit does not wait for that
		CompletableFuture<Void> lastWords = process.onExit()
			.thenCompose((exited) -> this.drained.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS));
		this.exit = lastWords.thenApply((done) -> process.exitValue());
	}

	/**
	 * Start a worker.
	 * @param command from which code
	 * @param worker who it shall be
	 * @param jvmArguments the arguments of its JVM, the last one wins. Everyone on the
	 * machine can read them: no secrets
	 * @param environment changes the environment variables, which are those of this
	 * process
	 * @param output gets each line that it prints, cut at 65,536 characters. Called from
	 * one thread; as long as it blocks, the worker's output does
	 * @return the running process
	 * @throws FleetException if the operating system refuses
	 */
	public static JvmProcess start(JavaCommand command, WorkerId worker, List<String> jvmArguments,
			Consumer<Map<String, String>> environment, Consumer<String> output) {
		List<String> arguments = new ArrayList<>();
		arguments.add("-D" + FleetEnvironment.WORKER + "=" + worker);
		arguments.add("-Dspring.devtools.restart.enabled=false");
		// Would warm up web server and message converters, which no worker has
		arguments.add("-Dspring.backgroundpreinitializer.ignore=true");
		// After the threads, when it is asked for them
		arguments.add("-XX:+PrintClassHistogram");
		arguments.addAll(PRINTS_UTF_8);
		arguments.addAll(jvmArguments);
		ProcessBuilder builder = new ProcessBuilder(command.line(arguments)).redirectErrorStream(true);
		UNWANTED_VARIABLES.forEach(builder.environment()::remove);
		environment.accept(builder.environment());
		try {
			JvmProcess process = new JvmProcess(worker, builder.start(), output);
			process.drain();
			return process;
		}
		catch (IOException ex) {
			throw new FleetException("%s cannot be started with %s: %s".formatted(worker, command, ex.getMessage()),
					"See whether fleet.workers.java-executable can be run, and whether there is memory and "
							+ "room for another process.",
					ex);
		}
	}

	private void drain() {
		Thread thread = new Thread(null, () -> {
			try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
				read(reader);
			}
			catch (IOException ex) {
				logger.debug(this.worker + ": end of output", ex);
			}
			finally {
				this.drained.complete(null);
			}
		}, "fleet-output-" + this.worker, 256 * 1024);
		thread.setDaemon(true);
		thread.start();
	}

	private void read(Reader reader) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = reader.read(); next != -1; next = reader.read()) {
			if (next == '\n') {
				accept(line.toString());
				line.setLength(0);
			}
			else if (next != '\r' && line.length() < MAX_LINE) {
				line.append((char) next);
			}
		}
		if (!line.isEmpty()) {
			accept(line.toString());
		}
	}

	private void accept(String line) {
		if (this.printedDump.takes(line)) {
			return;
		}
		synchronized (this.lastLines) {
			if (this.lastLines.size() == KEPT_LINES) {
				this.lastLines.removeFirst();
			}
			this.lastLines.addLast(line);
		}
		try {
			this.output.accept(line);
		}
		catch (RuntimeException ex) {
			logger.warn("A line of " + this.worker + " could not be handled: " + line, ex);
		}
	}

	/**
	 * Takes a dump out of what it prints.
	 */
	PrintedDump printedDump() {
		return this.printedDump;
	}

	/**
	 * Who this is.
	 * @return the identity it was started with
	 */
	public WorkerId worker() {
		return this.worker;
	}

	/**
	 * The number the operating system gave it.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process runs.
	 * @return {@code false} after its exit
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Where its order is written. Closing it tells the worker that its Admiral is gone.
	 * @return the standard input of the worker
	 */
	public OutputStream input() {
		return this.process.getOutputStream();
	}

	/**
	 * Close {@link #input()}, whether or not the process still reads it.
	 */
	public void closeInput() {
		try {
			input().close();
		}
		catch (IOException ex) {
			logger.debug(this.worker + " did not read to the end", ex);
		}
	}

	/**
	 * Completes when the process has exited and its last lines were read.
	 * @return a future of the exit code, the caller's own; after a kill by a signal it is
	 * what the operating system says, 137 for SIGKILL on Linux
	 */
	public CompletableFuture<Integer> onExit() {
		return this.exit.copy();
	}

	/**
	 * The last lines that it printed, for the report of a failure.
	 * @return up to 400 lines, oldest first
	 */
	public List<String> lastLines() {
		synchronized (this.lastLines) {
			return List.copyOf(this.lastLines);
		}
	}

	/**
	 * Ask it to end: SIGTERM where there are signals.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * End it without asking: SIGKILL where there are signals.
	 */
	public void kill() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return this.worker + " (pid " + pid() + ")";
	}

}
