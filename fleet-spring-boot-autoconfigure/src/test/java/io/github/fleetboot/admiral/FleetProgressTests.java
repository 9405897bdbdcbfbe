package io.github.fleetboot.admiral;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FleetProgress}, with a cluster of many shards.
 */
class FleetProgressTests {

	private static final int SHARDS = 2000;

	private final AtomicLong now = new AtomicLong();

	private final List<FleetProgress.Step> steps = new ArrayList<>();

	private final Workers workers = new Workers();

	private final WorkerHandle cluster = new WorkerHandle(
			new WorkerSpec(WorkerId.cluster(0), new ShardRange(0, SHARDS - 1)),
			new WorkerRelease(null, mock(WorkerLauncher.class)),
			new RestartLimits(5, Duration.ofMinutes(2), 10, Duration.ofMinutes(10)), new SupervisorListener() {

				@Override
				public void gone(WorkerId worker) {
				}

				@Override
				public void stateChanged(WorkerId worker, WorkerState from, WorkerState to, @Nullable String cause) {
				}

				@Override
				public void planned(List<WorkerSpec> workers) {
				}

				@Override
				public void absent(WorkerId worker, @Nullable String reason) {
				}

				@Override
				public void changed() {
				}

				@Override
				public void refused(FleetRefusedException refusal) {
				}

			}, this.now::get);

	private final StartBudget budget = new StartBudget(
			new IdentifyCoordinator(new SessionStartLimit(5000, 5000, Duration.ofHours(5), 1), Duration.ofSeconds(5),
					this.now::get, (task, delay) -> {
					}),
			0, () -> Instant.EPOCH);

	private final FleetProgress progress = new FleetProgress(this.workers, this.budget, this.steps::add, this.now::get);

	FleetProgressTests() {
		this.workers.add(this.cluster);
		this.cluster.launching();
		this.cluster.become(WorkerState.CONNECTING);
	}

	@Test
	void tellsHowManyShardsAreReadyAndHowLongDiscordLetsTheRestTake() {
		after(Duration.ofSeconds(5), 1);
		assertThat(this.steps)
			.containsExactly(new FleetProgress.Step(1, SHARDS, 0, 1, Duration.ofSeconds(5).multipliedBy(SHARDS - 2)));
	}

	@Test
	void tellsEverMoreRarelySinceALargeBotStartsForHours() {
		for (int shard = 1; shard < SHARDS; shard++) {
			after(Duration.ofSeconds(5), shard);
		}
		// 2 hours and 46 minutes, at most one line in two minutes once it has settled
		assertThat(this.steps).hasSizeBetween(80, 100);
		assertThat(this.steps).first().satisfies((step) -> assertThat(step.shardsReady()).isEqualTo(1));
	}

	@Test
	void staysSilentWhileNothingHappensButNotForEver() {
		after(Duration.ofSeconds(5), 1);
		after(Duration.ofSeconds(60), 1);
		assertThat(this.steps).hasSize(1);
		after(Duration.ofSeconds(61), 1);
		assertThat(this.steps).hasSize(2);
	}

	@Test
	void tellsOnceThatTheFleetIsReadyAndAgainOnlyAfterAWorkerWasNot() {
		this.cluster.become(WorkerState.LIVE);
		assertThat(after(Duration.ofSeconds(100), SHARDS)).isEqualTo(Duration.ofSeconds(100));
		assertThat(this.progress.state(false)).isEqualTo(FleetState.RUNNING);
		assertThat(after(Duration.ofSeconds(1), SHARDS - 1)).as("a shard that resumes").isNull();
		assertThat(after(Duration.ofSeconds(1), SHARDS)).isNull();
		this.cluster.become(WorkerState.STOPPED);
		assertThat(after(Duration.ofSeconds(1), 0)).isNull();
		assertThat(this.progress.state(false)).isEqualTo(FleetState.DEGRADED);
		this.cluster.launching();
		this.cluster.become(WorkerState.LIVE);
		assertThat(after(Duration.ofSeconds(20), SHARDS)).isEqualTo(Duration.ofSeconds(20));
	}

	private @Nullable Duration after(Duration time, int ready) {
		this.now.addAndGet(time.toNanos());
		this.cluster.jvm()
			.vitals(new WorkerVitals(0, 0,
					IntStream.range(0, ready)
						.mapToObj((shard) -> new ShardStats(shard, "CONNECTED", true, 0, 0, 0))
						.toList()));
		return this.progress.update();
	}

}
