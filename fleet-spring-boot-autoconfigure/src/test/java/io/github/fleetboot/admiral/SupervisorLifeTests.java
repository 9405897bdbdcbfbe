package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
 * Tests for how a {@link Supervisor} ends workers that stay down, starts them again, and
 * creates services.
 */
class SupervisorLifeTests extends AbstractSupervisorTests {

	@Test
	void aWorkerThatIsShutDownFinishesItsWorkAndStaysDown() {
		startLive();
		FleetOperation shutdown = shutdown(List.of(LANGUAGES), false);
		assertThat(shutdown.id()).isEqualTo("shutdown-1");
		assertThat(this.orders).endsWith("retire service-languages", "finish and drain service-languages#0");
		assertThat(this.absences.get(LANGUAGES)).hasValueSatisfying(
				(reason) -> assertThat(reason).contains("it was shut down (shutdown-1), until it is started again"));
		assertThat(find("shutdown-1").state()).isEqualTo(State.RUNNING);
		assertThat(find("shutdown-1").progress()).isZero();
		this.workers.exit("service-languages#0", WorkerExit.DRAINED.code());
		settle();
		advance(Duration.ofHours(1));
		assertThat(find("shutdown-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.workers.launched).hasSize(3);
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.STOPPED);
		assertThat(handle(LANGUAGES).cause()).contains("shut down");
		assertThat(handle(LANGUAGES).failures().inARow()).isZero();
	}

	@Test
	void aClusterThatIsShutDownHardIsKilledAndItsShardsAreNamed() {
		startLive();
		shutdown(List.of(CLUSTER), true);
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
		this.workers.exit("cluster-0#0", 137);
		settle();
		advance(Duration.ofMinutes(5));
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.STOPPED);
		assertThat(handle(CLUSTER).cause()).endsWith("nobody runs the shards 0–1");
		assertThat(this.workers.launched).hasSize(3);
	}

	@Test
	void whatDoesNotDrainInTimeWhenItIsShutDownIsKilled() {
		startLive();
		shutdown(List.of(LANGUAGES), false);
		advance(Duration.ofSeconds(11));
		assertThat(this.workers.killed).containsExactly("service-languages#0");
	}

	@Test
	void whatStillStartsWhenItIsShutDownIsKilled() {
		start(settings(true, true, 5));
		shutdown(List.of(MATHS), false);
		assertThat(this.workers.killed).containsExactly("service-maths#0");
		this.workers.exit("service-maths#0", 137);
		settle();
		comeUp(LANGUAGES);
		report(CLUSTER, WorkerState.STANDBY);
		assertThat(this.orders).as("no cluster waits for it").last().isEqualTo("start cluster-0#0");
	}

	@Test
	void whatWasShutDownIsStartedAgain() {
		startLive();
		shutDownAtOnce(LANGUAGES);
		shutDownAtOnce(CLUSTER);
		FleetOperation start = start(List.of());
		assertThat(start.id()).isEqualTo("start-3");
		assertThat(this.absences).containsEntry(LANGUAGES, Optional.empty()).containsEntry(CLUSTER, Optional.empty());
		assertThat(this.workers.launched).endsWith("service-languages#1", "cluster-0#1");
		comeUp(LANGUAGES);
		assertThat(find("start-3").progress()).isEqualTo(0.5);
		assertThat(find("start-3").state()).isEqualTo(State.RUNNING);
		comeUp(CLUSTER);
		assertThat(find("start-3").state()).isEqualTo(State.COMPLETED);
		assertThat(handle(CLUSTER).cause()).isNull();
	}

	@Test
	void aStartThatIsAbortedShutsDownAgainWhatIsNotLive() {
		startLive();
		shutDownAtOnce(LANGUAGES);
		start(List.of(LANGUAGES));
		assertThat(onLoop(() -> supervisor().operations().abort("start-2")).state()).isEqualTo(State.ABORTED);
		advance(Duration.ofMillis(1));
		assertThat(this.workers.killed).endsWith("service-languages#1");
		this.workers.exit("service-languages#1", 137);
		settle();
		advance(Duration.ofMinutes(1));
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.STOPPED);
		assertThat(this.workers.launched).hasSize(4);
	}

	@Test
	void aWorkerThatIsGivenUpWhileItStartsFailsTheStart() {
		startLive(settings(true, true, 0));
		shutDownAtOnce(LANGUAGES);
		start(List.of(LANGUAGES));
		this.workers.exit("service-languages#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("start-2").state()).isEqualTo(State.FAILED);
		assertThat(find("start-2").detail()).contains("service-languages is given up").contains("START_FAILED");
	}

	@Test
	void aRestartOfAllLeavesOutWhatIsShutDownUnlessItIsNamed() {
		startLive();
		shutDownAtOnce(LANGUAGES);
		FleetOperation restart = restart(List.of(), true);
		assertThat(this.workers.launched).hasSize(3);
		assertThat(this.workers.killed).endsWith("service-maths#0");
		assertThat(restart.progress()).isZero();
		this.workers.exit("service-maths#0", 137);
		settle();
		comeUp(MATHS);
		this.workers.exit("cluster-0#0", 137);
		settle();
		comeUp(CLUSTER);
		assertThat(find("restart-2").state()).isEqualTo(State.COMPLETED);
		restart(List.of(LANGUAGES), false);
		assertThat(this.workers.launched).endsWith("service-languages#1");
		comeUp(LANGUAGES);
		assertThat(find("restart-3").state()).isEqualTo(State.COMPLETED);
	}

	@Test
	void aServiceIsCreatedWhileTheFleetRuns() {
		startLive();
		FleetOperation create = onLoop(() -> supervisor().operations().create("extra"));
		advance(Duration.ofMillis(1));
		assertThat(create.id()).isEqualTo("create-1");
		assertThat(this.workers.launched).endsWith("service-extra#0");
		assertThat(this.planned).extracting(WorkerSpec::id).contains(EXTRA);
		assertThat(supervisor().workers().stream().map(WorkerHandle::id)).containsExactly(LANGUAGES, MATHS, EXTRA,
				CLUSTER);
		this.workers.exit("cluster-0#0", 137);
		settle();
		report(CLUSTER, WorkerState.STANDBY);
		assertThat(this.orders).as("a cluster does not wait for it").last().isEqualTo("start cluster-0#1");
		comeUp(EXTRA);
		assertThat(find("create-1").state()).isEqualTo(State.COMPLETED);
		assertRefused(() -> supervisor().operations().create("extra"), "There is a service 'extra' already");
	}

	@Test
	void whatIsNotDeclaredIsNotCreated() {
		startLive();
		assertRefused(() -> supervisor().operations().create("languages"), "There is a service 'languages' already");
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> onLoop(() -> supervisor().operations().create("no name!")))
			.withMessageContaining("no service 'no name!'")
			.satisfies((refusal) -> assertThat(refusal.getAction()).contains("autoStart = false")
				.contains("or create one of extra"));
	}

	@Test
	void aServiceIsCreatedFromAClassAndKeepsItWheneverItStarts() {
		startLive();
		WorkerSpec harbour = ServiceType.spec("harbour", Thread.class);
		FleetOperation create = onLoop(() -> supervisor().operations().create(harbour));
		advance(Duration.ofMillis(1));
		assertThat(create.id()).isEqualTo("create-1");
		comeUp(harbour.id());
		assertThat(find("create-1").state()).isEqualTo(State.COMPLETED);
		this.workers.exit("service-harbour#0", 137);
		settle();
		advance(Duration.ofMillis(1));
		assertThat(this.workers.launched).endsWith("service-harbour#1");
		assertThat(supervisor().workers().get(harbour.id()).spec()).isEqualTo(harbour);
		assertRefused(() -> supervisor().operations().create(harbour), "There is a service 'harbour' already");
		assertRefused(() -> supervisor().operations().create(ServiceType.spec("languages", Thread.class)),
				"There is a service 'languages' already");
		assertRefused(() -> supervisor().operations().create(ServiceType.spec("extra", Thread.class)),
				"The application declares a service 'extra' itself");
	}

	@Test
	void whatStandsInEachOthersWayIsRefused() {
		startLive();
		restart(List.of(LANGUAGES), false);
		assertRefused(() -> supervisor().operations().shutdown(List.of(LANGUAGES), false),
				"A shutdown is refused while restart-1 is under way");
		shutdown(List.of(MATHS), false);
		assertRefused(() -> supervisor().operations().shutdown(List.of(MATHS), true), "service-maths is shut down");
		assertRefused(() -> supervisor().operations().start(List.of(MATHS)),
				"A start is refused while shutdown-2 is under way");
		assertRefused(() -> supervisor().operations().start(List.of(CLUSTER)),
				"cluster-0 is not shut down, it is LIVE");
		assertRefused(() -> supervisor().operations().shutdown(List.of(WorkerId.cluster(9)), true), "no cluster-9");
		assertRefused(() -> supervisor().operations().abort("shutdown-2"), "shutdown-2 cannot be aborted");
	}

	@Test
	void aClusterThatCannotBePaidForIsNotStarted() {
		this.coordinator = coordinator(11);
		this.reserve = 10;
		startLive();
		shutDownAtOnce(CLUSTER);
		assertRefused(() -> supervisor().operations().start(List.of(CLUSTER)), "2 IDENTIFYs are needed, 11 are left");
		assertThat(handle(CLUSTER).isDown()).isTrue();
	}

	@Test
	void aTotalShutdownEndsAllAndWhatWasUnderWay() {
		startLive();
		restart(List.of(LANGUAGES), false);
		onLoop(() -> supervisor().shutdownAll(false));
		CompletableFuture<Void> stopped = stop();
		assertThat(find("restart-1").state()).isEqualTo(State.ABORTED);
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		for (String jvm : List.of("cluster-0#0", "service-languages#0", "service-languages#1", "service-maths#0")) {
			assertThat(stopped).isNotDone();
			this.workers.exit(jvm, 0);
			settle();
		}
		assertThat(stopped).isCompleted();
		assertThat(find("shutdown-2").state()).isEqualTo(State.COMPLETED);
		assertThat(this.workers.launched).hasSize(4);
	}

	@Test
	void aHardTotalShutdownKillsAllAtOnce() {
		startLive();
		onLoop(() -> supervisor().shutdownAll(true));
		assertThat(this.workers.killed).containsExactlyInAnyOrder("service-languages#0", "service-maths#0",
				"cluster-0#0");
	}

	private void assertRefused(Supplier<FleetOperation> operation, String message) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> onLoop(operation))
			.withMessageContaining(message);
	}

	private void shutDownAtOnce(WorkerId worker) {
		shutdown(List.of(worker), true);
		this.workers.exit(worker + "#0", 137);
		settle();
	}

	private FleetOperation shutdown(List<WorkerId> workers, boolean hard) {
		FleetOperation shutdown = onLoop(() -> supervisor().operations().shutdown(workers, hard));
		advance(Duration.ofMillis(1));
		return shutdown;
	}

	private FleetOperation start(List<WorkerId> workers) {
		FleetOperation start = onLoop(() -> supervisor().operations().start(workers));
		advance(Duration.ofMillis(1));
		return start;
	}

}
