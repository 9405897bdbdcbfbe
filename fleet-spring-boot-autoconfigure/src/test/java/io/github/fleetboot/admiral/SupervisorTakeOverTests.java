package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.protocol.StateReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Supervisor} has one JVM of a service take over from another.
 */
class SupervisorTakeOverTests extends AbstractSupervisorTests {

	@Test
	void theNextJvmBecomesReadyBesideThePresentOneWhichThenFinishesItsWork() {
		startLive();
		this.changes.clear();
		restart(List.of(LANGUAGES), false);
		assertThat(this.workers.launched).endsWith("service-languages#1");
		assertThat(this.orders).last().isEqualTo("expect service-languages#1");
		report(LANGUAGES, 1, WorkerState.STANDBY);
		assertThat(this.orders).last().isEqualTo("start service-languages#1");
		advance(Duration.ofMillis(1));
		assertThat(find("restart-1").detail()).contains("has a successor that is CONNECTING");
		assertThat(handle(LANGUAGES).restarts()).isZero();
		report(LANGUAGES, 1, WorkerState.LIVE);
		assertThat(this.orders).endsWith("retire service-languages", "finish and drain service-languages#0");
		assertThat(handle(LANGUAGES).restarts()).isEqualTo(1);
		assertThat(find("restart-1").state()).isEqualTo(State.RUNNING);
		this.workers.exit("service-languages#0", WorkerExit.DRAINED.code());
		settle();
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.changes).as("it was live all the time").isEmpty();
		assertThat(handle(LANGUAGES).jvms()).hasSize(1);
	}

	@Test
	void theFormerIsToldToDrainOnlyOnceNothingGoesToItAnyMore() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		this.retirement = new CompletableFuture<>();
		report(LANGUAGES, 1, WorkerState.LIVE);
		assertThat(this.orders).last().isEqualTo("retire service-languages");
		this.retirement.complete(null);
		settle();
		assertThat(this.orders).last().isEqualTo("finish and drain service-languages#0");
	}

	@Test
	void aSuccessorThatDiesBeforeItIsReadyLeavesThePresentOneAlone() {
		startLive();
		this.changes.clear();
		restart(List.of(LANGUAGES, MATHS), false);
		this.workers.exit("service-languages#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("restart-1").state()).isEqualTo(State.FAILED);
		assertThat(find("restart-1").detail()).contains("service-languages goes on with the JVM that it had")
			.contains("START_FAILED")
			.contains("1 workers were left alone");
		advance(Duration.ofMinutes(1));
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
		assertThat(this.changes).isEmpty();
		assertThat(this.workers.launched).hasSize(4);
		assertThat(handle(LANGUAGES).failures().inARow()).isZero();
	}

	@Test
	void whatASuccessorReportsAsItsFailureIsTheCause() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		this.loop.execute(() -> supervisor().reported(LANGUAGES,
				new StateReport(1, WorkerState.FAILED, "no dictionary", null, false)));
		settle();
		this.workers.exit("service-languages#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("restart-1").detail()).contains("no dictionary");
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void aSuccessorThatCannotBeForkedFailsTheRestart() {
		startLive();
		this.workers.refuse = true;
		restart(List.of(LANGUAGES), false);
		assertThat(find("restart-1").state()).isEqualTo(State.FAILED);
		assertThat(find("restart-1").detail()).contains("no memory");
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void aSuccessorThatDoesNotBecomeReadyInTimeIsKilled() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		advance(Duration.ofSeconds(61));
		assertThat(this.workers.killed).containsExactly("service-languages#1");
		this.workers.exit("service-languages#1", 137);
		settle();
		assertThat(find("restart-1").detail()).contains("it is still CONNECTING after 61 s");
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void aSuccessorThatHangsIsKilled() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		this.loop.execute(() -> {
			this.now.addAndGet(Duration.ofSeconds(31).toNanos());
			supervisor().workers().all().forEach((worker) -> worker.jvm().heard());
		});
		supervisor().start();
		settle();
		assertThat(this.workers.dumped).containsExactly("service-languages#1");
		assertThat(this.workers.killed).containsExactly("service-languages#1");
	}

	@Test
	void whenThePresentOneDiesItsSuccessorTakesOverAsSoonAsItIsReady() {
		startLive();
		this.changes.clear();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		this.workers.exit("service-languages#0", 137);
		settle();
		assertThat(this.orders).last().isEqualTo("retire service-languages");
		assertThat(this.changes).hasSize(3);
		assertThat(this.changes.get(0)).startsWith("service-languages STOPPED: ").contains("exit code 137");
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.CONNECTING);
		report(LANGUAGES, WorkerState.LIVE);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.workers.launched).hasSize(4);
		assertThat(this.orders).noneMatch((order) -> order.contains("drain"));
	}

	@Test
	void whenBothDieTheWorkerIsReplacedLikeAnyOther() {
		startLive();
		restart(List.of(LANGUAGES), false);
		this.workers.exit("service-languages#0", 137);
		this.workers.exit("service-languages#1", 137);
		settle();
		advance(Duration.ofSeconds(2));
		assertThat(this.workers.launched).endsWith("service-languages#2");
		comeUp(LANGUAGES);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void aNewOneThatDiesWhileTheFormerDrainsIsReplaced() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		report(LANGUAGES, 1, WorkerState.LIVE);
		this.workers.exit("service-languages#1", 137);
		settle();
		assertThat(this.workers.launched).endsWith("service-languages#2");
		this.workers.exit("service-languages#0", WorkerExit.DRAINED.code());
		settle();
		comeUp(LANGUAGES);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void aFormerThatDoesNotDrainInTimeIsKilled() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		report(LANGUAGES, 1, WorkerState.LIVE);
		advance(Duration.ofSeconds(11));
		assertThat(this.workers.killed).containsExactly("service-languages#0");
		this.workers.exit("service-languages#0", 137);
		settle();
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void untilTheCutTheRestartCanBeAborted() {
		startLive();
		restart(List.of(LANGUAGES), false);
		report(LANGUAGES, 1, WorkerState.STANDBY);
		onLoop(() -> supervisor().operations().abort("restart-1"));
		assertThat(this.workers.killed).containsExactly("service-languages#1");
		this.workers.exit("service-languages#1", 137);
		settle();
		assertThat(find("restart-1").state()).isEqualTo(State.ABORTED);
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
		advance(Duration.ofMinutes(1));
		assertThat(this.workers.launched).hasSize(4);
		restart(List.of(LANGUAGES), false);
		assertThat(this.workers.launched).endsWith("service-languages#2");
	}

	@Test
	void aServiceThatIsNotLiveIsReplacedWithoutASuccessor() {
		startLive();
		this.workers.exit("service-languages#0", 137);
		settle();
		restart(List.of(LANGUAGES), false);
		assertThat(this.workers.killed).containsExactly("service-languages#1");
		this.workers.exit("service-languages#1", 137);
		settle();
		comeUp(LANGUAGES);
		assertThat(find("restart-1").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void whereTwoJvmsCannotBeThereAtOnceTheFormerDrainsFirst() {
		SupervisorSettings settings = settings(true, true, 5);
		startLive(new SupervisorSettings(true, settings.shutdownTimeout(), true, settings.restarts(), settings.watch(),
				false));
		restart(List.of(LANGUAGES), false);
		assertThat(this.orders).last().isEqualTo("drain service-languages#0");
		assertThat(this.workers.launched).hasSize(3);
	}

	@Test
	void whenTheFleetStopsBothEnd() {
		startLive();
		restart(List.of(LANGUAGES), false);
		CompletableFuture<Void> stopped = stop();
		this.workers.exit("cluster-0#0", 0);
		settle();
		assertThat(this.orders).contains("drain service-languages#0", "drain service-maths#0");
		assertThat(this.workers.killed).containsExactly("service-languages#1");
		this.workers.exit("service-languages#0", 0);
		this.workers.exit("service-maths#0", 0);
		settle();
		assertThat(stopped).isNotDone();
		this.workers.exit("service-languages#1", 137);
		settle();
		assertThat(stopped).isCompleted();
	}

}
