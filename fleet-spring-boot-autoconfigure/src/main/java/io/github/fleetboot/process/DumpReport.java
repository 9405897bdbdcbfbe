package io.github.fleetboot.process;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.fleetboot.process.LinuxProcess.OsThread;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about one process, as text.
 */
final class DumpReport {

	private static final int SIGQUIT = 3;

	private static final int MOST_THREADS = 2_000;

	private static final List<String> STATUS = List.of("State:", "VmRSS:", "VmSwap:", "Threads:");

	private final JvmProcess process;

	private final LinuxProcess system;

	private final Instant time;

	private final long began = System.nanoTime();

	private final List<OsThread> before;

	private String noAnswer = "did not answer in time";

	private boolean asked;

	/**
	 * Look at the threads; to be looked at again when the text is asked for.
	 */
	DumpReport(JvmProcess process, Instant time) {
		this.process = process;
		this.system = new LinuxProcess(process.pid());
		this.time = time;
		this.before = threads();
	}

	/**
	 * Ask the JVM for its dump.
	 * @return completes when the JVM has answered, or will not
	 */
	CompletableFuture<Void> ask() {
		try {
			String reason = reasonNotToAsk();
			CompletableFuture<Void> printed = (reason == null) ? this.process.printedDump().expect() : null;
			if (printed != null) {
				this.asked = true;
				Signal.send("QUIT", this.process.pid());
				return CompletableFuture.anyOf(printed, this.process.onExit()).thenApply((any) -> null);
			}
			this.noAnswer = (reason != null) ? reason : "was asked before, and still does not answer";
		}
		catch (IOException ex) {
			this.noAnswer = "could not be asked: " + ex.getMessage();
		}
		return CompletableFuture.completedFuture(null);
	}

	private @Nullable String reasonNotToAsk() throws IOException {
		if (!this.system.isKnown()) {
			return Signal.isSupported() ? null : "cannot be asked on this system";
		}
		if (this.system.isStopped()) {
			return "was not asked: it is stopped, by a signal or a debugger";
		}
		return this.system.handles(SIGQUIT) ? null
				: "was not asked: it has no handler for SIGQUIT, be it that it just starts or was started with -Xrs";
	}

	/**
	 * All that is known by now.
	 * @return the text, empty if that is nothing
	 */
	String text() {
		String printed = this.asked ? this.process.printedDump().text() : "";
		String threads = describe(threads());
		if (printed.isEmpty() && threads.isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder("%s at %s\n".formatted(this.process, this.time));
		text.append("\n== What the operating system says ==\n").append(status()).append(threads);
		text.append("\n== What the JVM says ==\n");
		text.append(printed.isEmpty() ? "The JVM " + this.noAnswer + ".\n" : printed);
		return text.toString();
	}

	private String status() {
		return STATUS.stream().map(this::statusLine).collect(Collectors.joining());
	}

	private String statusLine(String name) {
		try {
			String line = this.system.statusLine(name);
			return line.isEmpty() ? "" : line + "\n";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private List<OsThread> threads() {
		try {
			return this.system.isKnown() ? this.system.threads() : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private String describe(List<OsThread> threads) {
		if (threads.isEmpty()) {
			return "";
		}
		Map<Long, Long> earlier = this.before.stream().collect(Collectors.toMap(OsThread::id, OsThread::cpuNanos));
		double seconds = (System.nanoTime() - this.began) / 1e9;
		String head = "CPU seconds since the start, and within the last %.2f s\n%18s %5s %10s %8s %-20s %s\n"
			.formatted(seconds, "nid", "state", "cpu", "last", "waits in", "name");
		return threads.stream()
			.sorted(Comparator.comparingLong(OsThread::cpuNanos).reversed())
			.limit(MOST_THREADS)
			.map((thread) -> String.format(Locale.ROOT, "%8d %9s %5s %10.3f %8.3f %-20s %s\n", thread.id(),
					"0x" + Long.toHexString(thread.id()), thread.state(), thread.cpuNanos() / 1e9,
					(thread.cpuNanos() - earlier.getOrDefault(thread.id(), 0L)) / 1e9, this.system.waitsIn(thread),
					thread.name()))
			.collect(Collectors.joining("", head, ""));
	}

}
