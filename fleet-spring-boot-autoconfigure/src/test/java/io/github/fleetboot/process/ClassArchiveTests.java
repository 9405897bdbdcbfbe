package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.fleetboot.WorkerId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClassArchive}, with real JVMs.
 */
class ClassArchiveTests {

	private static final List<String> FLAGS = JvmFlags.with(List.of("-Xmx32m"));

	private final List<JvmProcess> processes = new ArrayList<>();

	@TempDir
	private Path directory;

	private Release release;

	@BeforeEach
	void release() throws IOException {
		JarBuilder.ofBoot(Task.class).build(this.directory.resolve("bot.jar"));
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, "bot.jar", "bot.jar", this.directory,
				List.of(), StandardCharsets.UTF_8);
		this.release = new ReleaseStore(Files.createDirectory(this.directory.resolve("releases")), 2)
			.take(JavaCommand.of(jvm, new JavaCommand.Settings(this.directory)));
	}

	@AfterEach
	void noProcessIsLeft() {
		this.processes.forEach(JvmProcess::kill);
		this.release.close();
		Awaitility.await().until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void anArchiveOfAWorkerIsUsedByThoseThatFollowAndByTheNextAdmiral() throws Exception {
		try (ClassArchive archive = archive()) {
			JvmProcess recording = start(archive, FLAGS, true);
			assertThat(archive.flags(FLAGS, true)).as("another one to record").isEmpty();
			assertThat(archive.make()).isTrue();
			assertThat(recording.isAlive()).isTrue();
			assertThat(sourceOfTask(archive, FLAGS)).contains("shared objects file");
			assertThat(archive.make()).as("once is enough").isFalse();
		}
		try (ClassArchive next = archive()) {
			assertThat(sourceOfTask(next, FLAGS)).contains("shared objects file");
			assertThat(next.flags(JvmFlags.with(List.of("-Xmx64m", "-Dsome=thing")), false)).isNotEmpty();
			assertThat(next.flags(JvmFlags.with(List.of("-XX:+UseParallelGC")), false)).isEmpty();
		}
		assertThat(temporaryFiles()).isEmpty();
	}

	@Test
	void aDamagedArchiveIsNotUsed() throws Exception {
		Path file;
		try (ClassArchive archive = archive()) {
			start(archive, FLAGS, true);
			assertThat(archive.make()).isTrue();
			file = archives().get(0);
		}
		byte[] bytes = Files.readAllBytes(file);
		bytes[bytes.length / 2] ^= 1;
		Files.delete(file);
		Files.write(file, bytes);
		try (ClassArchive next = archive()) {
			assertThat(next.flags(FLAGS, false)).isEmpty();
			assertThat(archives()).isEmpty();
		}
	}

	@Test
	void aWorkerStartsWithAnArchiveThatBreaksWhileTheFleetRuns() throws Exception {
		try (ClassArchive archive = archive()) {
			start(archive, FLAGS, true);
			assertThat(archive.make()).isTrue();
			Path file = archives().get(0);
			Files.delete(file);
			Files.writeString(file, "no archive");
			JvmProcess process = start(archive, FLAGS, false);
			assertThat(process.lastLines()).noneMatch((line) -> line.contains("warning"));
		}
	}

	@Test
	void nobodyIsRecordedIfTheOwnerHasPlansOfHisOwn() {
		try (ClassArchive archive = archive()) {
			assertThat(archive.flags(List.of("-Xshare:off"), true)).isEmpty();
			assertThat(archive.flags(List.of("-javaagent:agent.jar"), true)).isEmpty();
			assertThat(archive.make()).isFalse();
		}
	}

	@Test
	void whenTheFleetStopsItIsNotMade() throws Exception {
		ClassArchive archive = archive();
		start(archive, FLAGS, true);
		archive.close();
		assertThat(archive.make()).isFalse();
		assertThat(archives()).isEmpty();
		assertThat(temporaryFiles()).isEmpty();
	}

	@Test
	void anotherWorkerIsRecordedOnceTheFirstHasEnded() throws Exception {
		try (ClassArchive archive = archive()) {
			JvmProcess first = start(archive, FLAGS, true);
			first.kill();
			first.onExit().get(10, TimeUnit.SECONDS);
			assertThat(archive.make()).isFalse();
			start(archive, FLAGS, true);
			assertThat(archive.make()).isTrue();
		}
	}

	private ClassArchive archive() {
		return new ClassArchive(this.release, JavaRuntime.current());
	}

	private JvmProcess start(ClassArchive archive, List<String> flags, boolean mayRecord) {
		List<String> all = new ArrayList<>(flags);
		all.addAll(archive.flags(flags, mayRecord));
		JvmProcess process = JvmProcess.start(this.release.command(), WorkerId.cluster(0), all, (variables) -> {
		}, (line) -> {
		});
		this.processes.add(process);
		archive.started(all, process);
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> process.lastLines().contains("at work"));
		return process;
	}

	private String sourceOfTask(ClassArchive archive, List<String> flags) {
		List<String> more = new ArrayList<>(flags);
		more.add("-Xlog:class+load");
		JvmProcess process = start(archive, more, false);
		return process.lastLines()
			.stream()
			.filter((line) -> line.contains(Task.class.getName() + " "))
			.findFirst()
			.orElseThrow();
	}

	private List<Path> archives() throws IOException {
		try (Stream<Path> files = Files.list(this.release.directory())) {
			return files.filter((file) -> file.toString().matches(".*\\.(jsa|aot)")).toList();
		}
	}

	private List<Path> temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.release.directory())) {
			return files.filter((file) -> file.toString().endsWith(".tmp")).toList();
		}
	}

	static class Task {

		public static void main(String[] args) throws IOException {
			System.out.println("at work");
			System.in.read();
		}

	}

}
