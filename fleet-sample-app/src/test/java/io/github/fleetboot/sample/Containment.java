package io.github.fleetboot.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a container is to a process, made with what Linux grants to everybody: it is
 * process 1, the root file system is read-only, only {@code /tmp} is writable, and memory
 * is limited. What this system does not permit is left out; {@link #toString()} tells.
 */
final class Containment implements AutoCloseable {

	/**
	 * Gets the directory of the jar, which will be {@code /mnt}, the one that will be
	 * {@code /tmp}, and how large an empty one shall be in its place, or 0.
	 */
	private static final String ENTER = """
			exec unshare --user --map-root-user --pid --fork --kill-child --mount --mount-proc sh -c '
			mount --bind "$1" /mnt && mount -o remount,ro,bind /mnt \
			&& if [ "$3" = 0 ]; then mount --bind "$2" /tmp; else mount -t tmpfs -o size="$3" tmpfs /tmp; fi \
			&& mount -o remount,ro,bind / && cd / && shift 3 && exec "$@"' sh "$@"
			""";

	/**
	 * What fills the space.
	 */
	static final String FILLER = "filler";

	private final long memory;

	private final @Nullable Path cgroup;

	private final boolean namespaces;

	private final long space;

	private Containment(long memory, @Nullable Path cgroup, boolean namespaces, long space) {
		this.memory = memory;
		this.space = space;
		this.cgroup = cgroup;
		this.namespaces = namespaces;
	}

	/**
	 * With a limit of memory, and a {@code /tmp} that can be looked into from outside.
	 */
	static Containment withMemory(long bytes) {
		return new Containment(bytes, createCgroup(bytes), canEnterNamespaces(), 0);
	}

	/**
	 * With a limit of what can be written to {@code /tmp}.
	 */
	static Containment withSpace(long bytes) {
		return new Containment(Runtime.getRuntime().maxMemory(), null, canEnterNamespaces(), bytes);
	}

	private static boolean canEnterNamespaces() {
		try {
			Path empty = Files.createTempDirectory("probe-");
			Process probe = new ProcessBuilder("sh", "-c", ENTER, "sh", empty.toString(), empty.toString(), "0", java(),
					"--version")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			boolean entered = probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
			probe.destroyForcibly();
			FileSystemUtils.deleteRecursively(empty);
			return entered;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A group with a limit, version 1 or 2, below what this process may write to.
	 */
	private static @Nullable Path createCgroup(long bytes) {
		String name = "fleet-test-" + ProcessHandle.current().pid();
		Path first = Path.of("/sys/fs/cgroup/memory");
		return Files.exists(first.resolve("memory.limit_in_bytes"))
				? createCgroup(first.resolve(name), "memory.limit_in_bytes", bytes)
				: createCgroup(Path.of("/sys/fs/cgroup").resolve(name), "memory.max", bytes);
	}

	private static @Nullable Path createCgroup(Path group, String limit, long bytes) {
		try {
			Files.createDirectory(group);
			Files.writeString(group.resolve(limit), Long.toString(bytes));
			return group;
		}
		catch (IOException ex) {
			group.toFile().delete();
			return null;
		}
	}

	/**
	 * The command that starts a jar in here.
	 * @param jar its path
	 * @param temporary the directory that it may write to
	 */
	List<String> command(Path jar, Path temporary) {
		List<String> command = new ArrayList<>(List.of("sh", "-c"));
		String joinGroup = (this.cgroup != null) ? "echo $$ > " + this.cgroup.resolve("cgroup.procs") + "\n" : "";
		command.add(joinGroup + (this.namespaces ? ENTER : "shift 3 && exec \"$@\""));
		command
			.addAll(List.of("sh", jar.getParent().toString(), temporary.toString(), Long.toString(this.space), java()));
		if (this.cgroup == null) {
			command.add("-XX:MaxRAM=" + this.memory);
		}
		if (!this.namespaces) {
			command.add("-Djava.io.tmpdir=" + temporary);
		}
		command.addAll(List.of("-jar",
				this.namespaces ? Path.of("/mnt").resolve(jar.getFileName()).toString() : jar.toString()));
		return command;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * The JVM in here.
	 * @param started what was started with {@link #command}
	 */
	ProcessHandle admiral(Process started) {
		return this.namespaces ? started.children().findFirst().orElseThrow() : started.toHandle();
	}

	/**
	 * See that a JVM is where it should be.
	 */
	void assertHolds(ProcessHandle admiral) throws IOException {
		if (this.namespaces) {
			assertThat(Files.readAllLines(Path.of("/proc/" + admiral.pid() + "/status")))
				.anyMatch((line) -> line.matches("NSpid:\\s+.*\\s1"));
			assertThat(Files.readAllLines(Path.of("/proc/" + admiral.pid() + "/mounts")))
				.anyMatch((line) -> line.matches("\\S+ / \\S+ ro[, ].*"));
		}
		if (this.cgroup != null) {
			assertThat(Files.readAllLines(this.cgroup.resolve("cgroup.procs"))).contains(Long.toString(admiral.pid()));
			assertThat(memoryTaken()).isBetween(100_000_000L, this.memory);
		}
	}

	/**
	 * Where a JVM in here writes to, as seen from outside.
	 * @param temporary the directory that it was started with
	 */
	Path temporary(ProcessHandle admiral, Path temporary) {
		return this.namespaces ? Path.of("/proc/" + admiral.pid() + "/root/tmp") : temporary;
	}

	/**
	 * Let nothing more be written by a JVM in here, nor by those that it starts.
	 */
	void fillSpace(ProcessHandle admiral) throws IOException, InterruptedException {
		if (this.namespaces) {
			fill(temporary(admiral, Path.of("/")).resolve(FILLER));
		}
		else {
			Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(admiral.pid()), "--fsize=0")
				.inheritIO()
				.start();
			assertThat(limit.waitFor()).isZero();
		}
	}

	private void fill(Path file) throws IOException {
		if (Files.notExists(file)) {
			Files.createFile(file);
		}
		for (int size : new int[] { 1 << 20, 1 << 12, 1 }) {
			while (Files.size(file) < this.space && append(file, new byte[size])) {
				assertThat(Files.size(file)).isPositive();
			}
		}
	}

	private static boolean append(Path file, byte[] bytes) {
		try {
			Files.write(file, bytes, StandardOpenOption.APPEND);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private long memoryTaken() throws IOException {
		Path taken = this.cgroup.resolve("memory.usage_in_bytes");
		return Long
			.parseLong(Files.readString(Files.exists(taken) ? taken : this.cgroup.resolve("memory.current")).trim());
	}

	@Override
	public void close() {
		if (this.cgroup != null) {
			try {
				Files.delete(this.cgroup);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Some process is left in it", ex);
			}
		}
	}

	@Override
	public String toString() {
		return (this.namespaces ? "process 1 on a read-only root" : "an ordinary process: no namespaces here") + ", "
				+ ((this.cgroup != null) ? "limited by " + this.cgroup : "told to have " + this.memory + " bytes");
	}

}
