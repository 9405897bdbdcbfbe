package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.process.WorkerActivity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Supervisor} treats workers that do not answer.
 */
class SupervisorHangTests extends AbstractSupervisorTests {

	@Test
	void aSilentWorkerIsLookedIntoThenKilledAndReplaced() {
		startLive();
		silence(Duration.ofSeconds(29));
		assertThat(this.workers.dumped).isEmpty();
		silence(Duration.ofSeconds(2));
		assertThat(this.workers.dumped).containsExactly("cluster-0#0");
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
		this.workers.exit("cluster-0#0", 137);
		settle();
		assertThat(handle(CLUSTER).cause()).contains("it has not answered for 31 s").contains("dump.txt");
		assertThat(this.workers.launched).endsWith("cluster-0#1");
	}

	@Test
	void oneThatAnswersWhileItIsLookedIntoIsLeftAlone() {
		CompletableFuture<Path> dump = new CompletableFuture<>();
		this.workers.dumps = dump.thenApply((file) -> file);
		startLive();
		silence(Duration.ofSeconds(31));
		assertThat(this.workers.dumped).containsExactly("cluster-0#0");
		tell(CLUSTER);
		dump.complete(Path.of("dump.txt"));
		settle();
		assertThat(this.workers.killed).isEmpty();
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void oneThatCollectsGarbageIsGivenMoreTimeButNotForEver() {
		this.workers.activities.put(CLUSTER, WorkerActivity.COLLECTING_GARBAGE);
		startLive();
		silence(Duration.ofSeconds(11));
		silence(Duration.ofSeconds(30));
		silence(Duration.ofSeconds(60));
		assertThat(this.workers.dumped).isEmpty();
		silence(Duration.ofSeconds(20));
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
		assertThat(handle(CLUSTER).cause()).contains("give it more heap");
	}

	@Test
	void oneThatIsStoppedWhileItStartsIsNotWaitedForUntilTheStartIsOverdue() {
		start(settings(true, true, 5));
		advance(Duration.ofSeconds(60));
		assertThat(this.workers.killed).isEmpty();
		this.workers.activities.put(CLUSTER, WorkerActivity.STOPPED);
		advance(Duration.ofSeconds(2));
		advance(Duration.ofSeconds(31));
		advance(Duration.ofSeconds(2));
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
		assertThat(handle(CLUSTER).cause()).contains("SIGSTOP");
	}

	@Test
	void anAdmiralThatStoodStillItselfBlamesNobody() {
		AtomicLong real = new AtomicLong();
		this.stall = new AdmiralStall(real::get, Duration.ofSeconds(2));
		startLive();
		this.loop.execute(() -> real.addAndGet(Duration.ofSeconds(40).toNanos()));
		advanceInSilence(Duration.ofSeconds(40));
		assertThat(this.workers.dumped).isEmpty();
		advanceInSilence(Duration.ofSeconds(31));
		assertThat(this.workers.dumped).isNotEmpty();
	}

	@Test
	void whatIsDebuggedMayStandStill() {
		SupervisorSettings settings = settings(true, true, 5);
		start(new SupervisorSettings(true, settings.shutdownTimeout(), true, settings.restarts(),
				new WatchSettings(false, Duration.ofMinutes(2), (service) -> Duration.ofSeconds(60),
						Duration.ofSeconds(30), Duration.ofMinutes(2)),
				true));
		advanceInSilence(Duration.ofHours(1));
		comeUp(CLUSTER);
		advanceInSilence(Duration.ofHours(1));
		assertThat(this.workers.killed).isEmpty();
	}

	/**
	 * Have the cluster say nothing for some time, while services do.
	 */
	private void silence(Duration duration) {
		this.loop.execute(() -> {
			this.now.addAndGet(duration.toNanos());
			handle(LANGUAGES).jvm().heard();
			handle(MATHS).jvm().heard();
		});
		supervisor().start();
		settle();
	}

}
