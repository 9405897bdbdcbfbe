package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Linux tells of a process in {@code /proc}, whether or not the process can answer.
 *
 * @param pid the number of the process
 */
record LinuxProcess(long pid) {

	/**
	 * Linux counts in hundredths of a second wherever programs can see it.
	 */
	private static final long NANOS_PER_TICK = 10_000_000;

	/**
	 * Whether this system tells.
	 */
	boolean isKnown() {
		return Files.isReadable(directory().resolve("status"));
	}

	/**
	 * Whether it was stopped by a signal or by a debugger.
	 */
	boolean isStopped() throws IOException {
		char state = OsThread.of(directory()).state();
		return state == 'T' || state == 't';
	}

	/**
	 * Whether it has a handler for a signal.
	 */
	boolean handles(int signal) throws IOException {
		long caught = Long.parseUnsignedLong(statusLine("SigCgt:").substring("SigCgt:".length()).trim(), 16);
		return (caught & (1L << (signal - 1))) != 0;
	}

	/**
	 * One line of its status.
	 * @param name how the line begins
	 * @return the line, empty if there is none
	 */
	String statusLine(String name) throws IOException {
		return Files.readAllLines(directory().resolve("status"))
			.stream()
			.filter((line) -> line.startsWith(name))
			.findFirst()
			.orElse("");
	}

	List<OsThread> threads() throws IOException {
		List<OsThread> threads = new ArrayList<>();
		try (DirectoryStream<Path> tasks = Files.newDirectoryStream(directory().resolve("task"))) {
			for (Path task : tasks) {
				addIfAlive(task, threads);
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return threads;
	}

	private static void addIfAlive(Path task, List<OsThread> threads) throws IOException {
		try {
			threads.add(OsThread.of(task));
		}
		catch (IOException ex) {
			if (Files.exists(task)) {
				throw ex;
			}
		}
	}

	/**
	 * The function of the kernel in which a thread sleeps.
	 * @return its name, empty if it runs, or if that is not told
	 */
	String waitsIn(OsThread thread) {
		try {
			String function = Files
				.readString(directory().resolve("task").resolve(Long.toString(thread.id())).resolve("wchan"));
			return function.equals("0") ? "" : function;
		}
		catch (IOException ex) {
			// Some kernels keep it to themselves
			return "";
		}
	}

	private Path directory() {
		return Path.of("/proc", Long.toString(this.pid));
	}

	/**
	 * A thread as the system sees it.
	 *
	 * @param id its number, in thread dumps {@code nid}
	 * @param name up to 15 characters
	 * @param state {@code R} for running, {@code S} for sleeping, {@code D} for waiting
	 * for a disk, {@code T} for stopped
	 * @param cpuNanos how much it has computed
	 */
	record OsThread(long id, String name, char state, long cpuNanos) {

		private static OsThread of(Path task) throws IOException {
			String stat = Files.readString(task.resolve("stat"));
			// A name may hold anything, brackets too
			int nameEnd = stat.lastIndexOf(')');
			String[] fields = stat.substring(nameEnd + 2).trim().split(" ");
			return new OsThread(Long.parseLong(stat.substring(0, stat.indexOf(' '))),
					stat.substring(stat.indexOf('(') + 1, nameEnd), fields[0].charAt(0), cpuNanos(task, fields));
		}

		private static long cpuNanos(Path task, String[] fields) throws IOException {
			Path precise = task.resolve("schedstat");
			if (Files.exists(precise)) {
				return Long.parseLong(Files.readString(precise).split(" ")[0]);
			}
			return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
		}

	}

}
