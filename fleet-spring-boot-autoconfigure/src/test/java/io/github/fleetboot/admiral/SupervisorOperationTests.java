package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a {@link Supervisor} brings about when it is asked to.
 */
class SupervisorOperationTests extends AbstractSupervisorTests {

	@Test
	void theStartIsAnOperationThatEndsWhenAllIsReady() {
		start(settings(true, true, 5));
		assertThat(find("start").state()).isEqualTo(State.RUNNING);
		comeUp(LANGUAGES);
		assertThat(find("start").progress()).isEqualTo(0.25);
		assertThat(find("start").eta()).isEqualTo(Duration.ofSeconds(5));
		comeUp(MATHS);
		comeUp(CLUSTER);
		assertThat(find("start").state()).isEqualTo(State.COMPLETED);
		assertThat(find("start").progress()).isEqualTo(1);
	}

	@Test
	void workersAreReplacedOneAfterAnother() {
		startLive();
		FleetOperation restart = restart(List.of(), false);
		assertThat(restart.id()).isEqualTo("restart-1");
		replace(LANGUAGES);
		assertThat(find("restart-1").progress()).isEqualTo(1 / 3.0);
		replace(MATHS);
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		settle();
		report(CLUSTER, WorkerState.STANDBY);
		report(CLUSTER, WorkerState.LIVE);
		assertThat(find("restart-1").state()).as("before its shards are ready").isEqualTo(State.RUNNING);
		tell(CLUSTER);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.workers.launched).hasSize(6);
		assertThat(handle(CLUSTER).failures().inARow()).isZero();
	}

	@Test
	void aCrashInTheMiddleIsRepairedAndTheRestartGoesOn() {
		startLive();
		restart(List.of(CLUSTER, MATHS), false);
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		settle();
		report(CLUSTER, WorkerState.STANDBY);
		this.workers.exit("cluster-0#1", 137);
		settle();
		assertThat(this.workers.launched).doesNotContain("service-maths#1");
		advance(Duration.ofSeconds(5));
		comeUp(CLUSTER);
		assertThat(this.workers.launched).endsWith("cluster-0#2", "service-maths#1");
	}

	@Test
	void aReplacementThatIsGivenUpEndsTheRestartAndLeavesTheOthersAlone() {
		startLive(settings(true, true, 0));
		restart(List.of(CLUSTER, MATHS), false);
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		settle();
		this.workers.exit("cluster-0#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("restart-1").state()).isEqualTo(State.FAILED);
		assertThat(find("restart-1").detail()).contains("cluster-0 is given up").contains("START_FAILED");
		assertThat(handle(MATHS).state()).isEqualTo(WorkerState.LIVE);
		assertThat(this.workers.launched).doesNotContain("service-maths#1");
	}

	@Test
	void aWorkerThatWasGivenUpGetsANewChance() {
		startLive(settings(true, true, 0));
		this.workers.exit("cluster-0#0", 1);
		settle();
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.FAILED);
		restart(List.of(CLUSTER), false);
		assertThat(this.workers.launched).endsWith("cluster-0#1");
		comeUp(CLUSTER);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
		assertThat(handle(CLUSTER).cause()).isNull();
	}

	@Test
	void aHardRestartKills() {
		startLive();
		restart(List.of(CLUSTER), true);
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
		assertThat(this.orders).doesNotContain("drain cluster-0#0");
		this.workers.exit("cluster-0#0", 137);
		settle();
		assertThat(this.workers.launched).endsWith("cluster-0#1");
		assertThat(handle(CLUSTER).failures().inARow()).isZero();
	}

	@Test
	void anAbortedRestartEndsWithTheWorkerThatItHasBegun() {
		startLive();
		restart(List.of(CLUSTER, MATHS), false);
		assertThat(onLoop(() -> supervisor().operations().abort("restart-1")).state()).isEqualTo(State.RUNNING);
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		settle();
		comeUp(CLUSTER);
		assertThat(find("restart-1").state()).isEqualTo(State.ABORTED);
		assertThat(this.workers.launched).doesNotContain("service-maths#1");
	}

	@Test
	void whatHasGoneTooFarIsNotAborted() {
		startLive();
		restart(List.of(CLUSTER), false);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> onLoop(() -> supervisor().operations().abort("restart-1")))
			.withMessageContaining("restart-1");
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> onLoop(() -> supervisor().operations().abort("restart-7")))
			.withMessageContaining("restart-7");
	}

	@Test
	void whatCannotBePaidForIsRefusedBeforeAnythingIsDone() {
		this.coordinator = coordinator(11);
		this.reserve = 10;
		startLive();
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> restart(List.of(), false))
			.withMessageContaining("1970-01-01T05:00:00Z")
			.satisfies((refusal) -> assertThat(refusal.getAction()).contains("fleet.sharding.identify-reserve"));
		assertThat(this.orders).noneMatch((order) -> order.startsWith("drain"));
		assertThat(restart(List.of(MATHS), false).id()).isEqualTo("restart-1");
	}

	@Test
	void oneRestartAtATimeAndOnlyOfWorkersThatThereAre() {
		startLive();
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> restart(List.of(WorkerId.cluster(7)), false))
			.withMessageContaining("cluster-7");
		restart(List.of(LANGUAGES), false);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> restart(List.of(MATHS), false))
			.withMessageContaining("restart-1");
	}

	@Test
	void theEndOfTheFleetIsTheEndOfItsOperations() {
		startLive();
		restart(List.of(LANGUAGES), false);
		CompletableFuture<FleetOperation> ended = supervisor().operations().ended("restart-1");
		stop();
		assertThat(ended).isNotNull()
			.succeedsWithin(Duration.ofSeconds(20))
			.satisfies((operation) -> assertThat(operation.state()).isEqualTo(State.ABORTED));
	}

	private void replace(WorkerId id) {
		report(id, 1, WorkerState.STANDBY);
		report(id, 1, WorkerState.LIVE);
		assertThat(this.orders).last().isEqualTo("finish and drain " + id + "#0");
		this.workers.exit(id + "#0", WorkerExit.DRAINED.code());
		settle();
	}

}
