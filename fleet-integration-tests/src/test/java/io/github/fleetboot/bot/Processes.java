package io.github.fleetboot.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test does with processes.
 */
final class Processes {

	private Processes() {
	}

	static List<ProcessHandle> childrenOf(ProcessHandle parent) {
		return parent.children().filter(ProcessHandle::isAlive).toList();
	}

	/**
	 * End a process at once, as {@code kill -9} does.
	 */
	static void kill(long pid) {
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
	}

	/**
	 * Send a signal.
	 * @param pid the process, or a group with a minus
	 */
	static void signal(String name, long pid) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, "--", Long.toString(pid)).inheritIO().start();
			assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(kill.exitValue()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ask a process to end, as {@code kill} does.
	 */
	static void terminate(long pid) {
		ProcessHandle.of(pid).orElseThrow().destroy();
	}

	/**
	 * The arguments of a process, as everyone on the machine can read them.
	 * @param pid the process
	 * @return its arguments, empty if there is no such process any more
	 */
	static String commandLine(long pid) {
		try {
			return Files.readString(Path.of("/proc/" + pid + "/cmdline"), ISO_8859_1).replace('\0', ' ');
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * The environment variables of a process, each as {@code NAME=value}.
	 */
	static List<String> environment(long pid) throws IOException {
		return List.of(Files.readString(Path.of("/proc/" + pid + "/environ"), ISO_8859_1).split("\0"));
	}

	/**
	 * The resident memory of a process, in MB.
	 */
	static long residentMegabytes(long pid) {
		try {
			return Files.readAllLines(Path.of("/proc/" + pid + "/status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The classes of which a JVM has live objects.
	 */
	static List<String> classHistogram(long pid) throws IOException, InterruptedException {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		Path output = Files.createTempFile("histogram", ".txt");
		Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		List<String> lines = Files.readAllLines(output);
		Files.delete(output);
		return lines;
	}

}
