package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JvmDumps}, with real JVMs.
 */
@EnabledOnOs(OS.LINUX)
class JvmDumpsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Instant NOW = Instant.parse("2026-11-24T14:16:01.234Z");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@TempDir
	private Path directory;

	private Path dumps;

	@BeforeEach
	void createDirectory() throws IOException {
		this.dumps = Files.createDirectory(this.directory.resolve("dumps"));
	}

	@AfterEach
	void noProcessIsLeft() {
		this.executor.shutdownNow();
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void whatAJvmWritesWhenItCrashesIsKept() throws Exception {
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle",
				"-XX:ErrorFile=" + this.directory.resolve("crash-%p.log"), "-XX:-CreateCoredumpOnCrash")) {
			Path report = this.directory.resolve("crash-" + jvm.process().pid() + ".log");
			jvm.signal("SEGV");
			assertThat(jvm.process().onExit()).succeedsWithin(PATIENCE).isNotEqualTo(0);
			assertThat(ExitReport.describe(jvm.process().worker(), jvm.process().onExit().join(), jvm.output()))
				.contains("a crash of the JVM", "among the dumps");
			dumps(20).keep(jvm.process(), report);
			assertThat(report).doesNotExist();
			assertThat(this.dumps.resolve("cluster-3-" + jvm.process().pid() + "-20261124T141601.234Z.txt")).content()
				.contains("SIGSEGV");
			dumps(20).keep(jvm.process(), report);
		}
	}

	@Test
	void holdsThreadsAndClassesAndNothingOfItReachesTheLog() throws IOException {
		try (TestJvm jvm = TestJvm.doing(this.directory, "chat")) {
			JvmDumps dumps = dumps(20);
			CompletableFuture<@Nullable Path> first = dumps.take(jvm.process());
			CompletableFuture<@Nullable Path> same = dumps.take(jvm.process());
			assertThat(first).succeedsWithin(PATIENCE).isNotNull();
			assertThat(same).succeedsWithin(PATIENCE).isEqualTo(first.join());
			Path file = this.dumps.resolve("cluster-3-" + jvm.process().pid() + "-20261124T141601.234Z.txt");
			assertThat(first.join()).isEqualTo(file);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			assertThat(Files.readString(file))
				.startsWith("cluster-3 (pid " + jvm.process().pid() + ") at 2026-11-24T14")
				.contains("State:", "VmRSS:", "VM Thread", "Full thread dump", "\"main\" #1", "TestJvm$Task.main",
						"java.util.LinkedHashMap")
				.containsPattern("\nTotal +\\d+ +\\d+\n")
				.doesNotContain("did not answer");
			int lines = jvm.output().size();
			Awaitility.await().atMost(PATIENCE).until(() -> jvm.output().size() > lines + 1);
			assertThat(jvm.output()).allMatch((line) -> line.equals("at work") || line.startsWith("INFO line"));
			assertThat(jvm.process().lastLines()).containsAll(jvm.output());
		}
	}

	@Test
	void ofAStoppedJvmOnlyTheOperatingSystemTells() throws IOException {
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle")) {
			jvm.signal("STOP");
			assertThat(takeAndRead(jvm)).contains("State:	T (stopped)", "VM Thread",
					"The JVM was not asked: it is stopped, by a signal or a debugger.");
			jvm.signal("CONT");
			assertThat(takeAndRead(jvm)).contains("Full thread dump").doesNotContain("was not asked");
		}
	}

	@Test
	void aJvmThatWouldDieOfTheQuestionIsNotAsked() throws IOException {
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle", "-Xrs")) {
			assertThat(takeAndRead(jvm)).contains("VM Thread", "no handler for SIGQUIT");
			assertThat(jvm.process().isAlive()).isTrue();
		}
	}

	@Test
	void aJvmThatEndsMeanwhileIsNotWaitedFor() {
		TestJvm jvm = TestJvm.doing(this.directory, "idle");
		jvm.close();
		assertThat(dumps(20).take(jvm.process())).succeedsWithin(PATIENCE).isNull();
	}

	@Test
	void onlyTheYoungestAreKept() throws IOException {
		Path foreign = Files.writeString(this.dumps.resolve("notes.txt"), "of the owner");
		for (int number = 0; number < 4; number++) {
			Path old = Files
				.createFile(this.dumps.resolve("service-a.b-17-20200101T00000%d.000Z.txt".formatted(number)));
			// The name does not decide, it begins with the worker
			Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(1_000 + number)));
		}
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle")) {
			Path dump = dumps(3).take(jvm.process()).join();
			try (Stream<Path> files = Files.list(this.dumps)) {
				assertThat(files).containsExactlyInAnyOrder(dump, foreign,
						this.dumps.resolve("service-a.b-17-20200101T000000.000Z.txt"),
						this.dumps.resolve("service-a.b-17-20200101T000001.000Z.txt"));
			}
		}
	}

	@Test
	void whatCannotBeWrittenIsNoFailure() throws IOException {
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle")) {
			Files.delete(this.dumps);
			assertThat(dumps(20).take(jvm.process())).succeedsWithin(PATIENCE).isNull();
			assertThat(dumps(0).take(jvm.process())).isCompletedWithValue(null);
			assertThat(jvm.process().isAlive()).isTrue();
		}
	}

	@Test
	void fewerThanNoneAreRefused() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> dumps(-1))
			.withMessageContaining("fleet.workers.dumps.retain=-1");
	}

	private String takeAndRead(TestJvm jvm) throws IOException {
		Path file = dumps(20).take(jvm.process()).join();
		assertThat(file).isNotNull();
		String text = Files.readString(file);
		Files.delete(file);
		return text;
	}

	private JvmDumps dumps(int retained) {
		return new JvmDumps(() -> this.dumps, retained, Clock.fixed(NOW, ZoneOffset.UTC), this.executor);
	}

}
