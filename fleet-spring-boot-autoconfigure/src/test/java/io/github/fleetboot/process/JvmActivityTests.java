package io.github.fleetboot.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmActivity}, with real JVMs.
 */
@EnabledOnOs(OS.LINUX)
class JvmActivityTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@TempDir
	private Path directory;

	@AfterEach
	void noProcessIsLeft() {
		this.executor.shutdownNow();
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void aJvmThatHasNothingToDoRuns() {
		assertActivity("idle", WorkerActivity.RUNNING);
	}

	@Test
	void aJvmThatComputesRuns() {
		assertActivity("spin", WorkerActivity.RUNNING);
	}

	@Test
	void aJvmWhoseHeapIsFullCollectsGarbage() {
		assertActivity("collect", WorkerActivity.COLLECTING_GARBAGE);
		assertActivity("collect", WorkerActivity.COLLECTING_GARBAGE, "-XX:+UseG1GC");
	}

	@Test
	void aStoppedJvmIsStoppedUntilItGoesOn() {
		try (TestJvm jvm = TestJvm.doing(this.directory, "idle")) {
			jvm.signal("STOP");
			assertThat(activity(jvm)).isEqualTo(WorkerActivity.STOPPED);
			jvm.signal("CONT");
			assertThat(activity(jvm)).isEqualTo(WorkerActivity.RUNNING);
		}
	}

	@Test
	void nothingIsKnownOfAJvmThatIsGone() {
		TestJvm jvm = TestJvm.doing(this.directory, "idle");
		jvm.close();
		assertThat(activity(jvm)).isEqualTo(WorkerActivity.UNKNOWN);
	}

	@Test
	void threadsOfAllCollectorsAreKnownByTheirShortenedNames() {
		assertThat(Stream.of("VM Thread", "GC Thread#1", "G1 Conc#0", "ZWorkerYoung#0", "Shenandoah GC T"))
			.allMatch(JvmActivity::collectsGarbage);
		assertThat(Stream.of("main", "VM Periodic Tas", "C1 CompilerThre", "GC-notifier", "fleet-worker"))
			.noneMatch(JvmActivity::collectsGarbage);
	}

	private void assertActivity(String task, WorkerActivity expected, String... jvmArguments) {
		try (TestJvm jvm = TestJvm.doing(this.directory, task, jvmArguments)) {
			// A JVM that has just begun still compiles and fills its heap
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(activity(jvm)).isEqualTo(expected));
			assertThat(activity(jvm)).isEqualTo(expected);
		}
	}

	private WorkerActivity activity(TestJvm jvm) {
		return JvmActivity.of(jvm.process().pid(), this.executor).join();
	}

}
