package io.github.fleetboot.admiral;

import java.time.Duration;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.protocol.StateReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Supervisor} starts and replaces workers.
 */
class SupervisorTests extends AbstractSupervisorTests {

	@Test
	void allJvmsBootAtOnceButClustersBeginOnlyAfterAllServicesAreLive() {
		start(settings(true, true, 5));
		assertThat(this.workers.launched).containsExactly("service-languages#0", "service-maths#0", "cluster-0#0");
		report(CLUSTER, WorkerState.STANDBY);
		report(LANGUAGES, WorkerState.STANDBY);
		report(MATHS, WorkerState.STANDBY);
		assertThat(this.orders).containsExactly("start service-languages#0", "start service-maths#0");
		report(MATHS, WorkerState.LIVE);
		assertThat(this.orders).hasSize(2);
		report(LANGUAGES, WorkerState.LIVE);
		assertThat(this.orders).last().isEqualTo("start cluster-0#0");
	}

	@Test
	void servicesBeginOneAfterAnotherUnlessToldOtherwise() {
		start(settings(false, true, 5));
		report(MATHS, WorkerState.STANDBY);
		assertThat(this.orders).isEmpty();
		report(LANGUAGES, WorkerState.STANDBY);
		assertThat(this.orders).containsExactly("start service-languages#0");
		report(LANGUAGES, WorkerState.LIVE);
		assertThat(this.orders).containsExactly("start service-languages#0", "start service-maths#0");
	}

	@Test
	void aLiveWorkerThatIsKilledIsReplacedAtOnceAndTheRestIsLeftAlone() {
		startLive();
		this.workers.exit("cluster-0#0", 137);
		settle();
		assertThat(this.workers.launched).endsWith("cluster-0#1");
		assertThat(this.workers.launched).hasSize(4);
		report(CLUSTER, WorkerState.STANDBY);
		assertThat(this.orders).last().isEqualTo("start cluster-0#1");
	}

	@Test
	void aWorkerThatNeverStartsIsTriedAgainWithBackOffAndThenGivenUp() {
		start(settings(true, true, 2));
		for (int incarnation = 0; incarnation <= 2; incarnation++) {
			this.workers.exit("cluster-0#" + incarnation, WorkerExit.START_FAILED.code());
			settle();
			advance(Duration.ofMillis(900));
			assertThat(this.workers.launched).hasSize(3 + incarnation);
			advance(Duration.ofSeconds(4));
		}
		assertThat(this.workers.launched).hasSize(5).endsWith("cluster-0#2");
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.FAILED);
		assertThat(handle(CLUSTER).cause()).contains("START_FAILED");
	}

	@Test
	void failuresAreForgottenOnlyAfterTheWorkerWasStable() {
		startLive();
		crashWhenLive(1, Duration.ofMinutes(1));
		crashWhenLive(2, Duration.ofMinutes(1));
		assertThat(handle(CLUSTER).failures().inARow()).isEqualTo(2);
		crashWhenLive(3, Duration.ofMinutes(3));
		assertThat(handle(CLUSTER).failures().inARow()).isEqualTo(1);
	}

	@Test
	void oneStepThatFailsDoesNotEndTheSupervision() {
		this.failures.set(1);
		start(settings(true, true, 5));
		this.loop.execute(() -> this.now.addAndGet(Duration.ofSeconds(121).toNanos()));
		assertThat(this.workers.firstKill).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void aJvmThatNeverConnectsIsKilled() {
		start(settings(true, true, 5));
		advance(Duration.ofSeconds(121));
		assertThat(this.workers.killed).contains("cluster-0#0");
	}

	@Test
	void aServiceThatNeverBecomesReadyIsKilled() {
		start(settings(true, true, 5));
		report(LANGUAGES, WorkerState.STANDBY);
		advance(Duration.ofSeconds(61));
		assertThat(this.workers.killed).containsExactly("service-languages#0");
	}

	@Test
	void aFailureThatAWorkerReportsItselfCountsOnceAndNamesItsCause() {
		startLive();
		this.loop.execute(() -> supervisor().reported(LANGUAGES,
				new StateReport(0, WorkerState.FAILED, "no dictionary", null, false)));
		settle();
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.DRAINING);
		this.workers.exit("service-languages#0", WorkerExit.START_FAILED.code());
		settle();
		assertThat(handle(LANGUAGES).failures().inARow()).isEqualTo(1);
		assertThat(handle(LANGUAGES).failures().lastCause()).isEqualTo("no dictionary");
		assertThat(this.workers.launched).endsWith("service-languages#1");
	}

	@Test
	void whatDiscordRefusesForGoodIsNotTriedAgain() {
		startLive();
		this.loop.execute(() -> supervisor().reported(CLUSTER,
				new StateReport(0, WorkerState.FAILED, "wrong token", "set it", true)));
		settle();
		this.workers.exit("cluster-0#0", WorkerExit.REFUSED_BY_DISCORD.code());
		settle();
		advance(Duration.ofMinutes(5));
		assertThat(this.refusals).singleElement()
			.satisfies((refusal) -> assertThat(refusal.getAction()).isEqualTo("set it"));
		assertThat(this.workers.launched).hasSize(3);
	}

	@Test
	void aRefusalThatOnlyTheExitTellsIsNotTriedAgainEither() {
		startLive();
		this.workers.exit("cluster-0#0", WorkerExit.REFUSED_BY_DISCORD.code());
		settle();
		advance(Duration.ofMinutes(5));
		assertThat(this.refusals).singleElement()
			.satisfies((refusal) -> assertThat(refusal.getMessage()).contains("cluster-0"));
		assertThat(this.workers.launched).hasSize(3);
	}

	@Test
	void aWorkerThatSaysItStillWaitsIsToldToBeginAgain() {
		start(settings(true, true, 5));
		report(LANGUAGES, WorkerState.STANDBY);
		report(LANGUAGES, WorkerState.STANDBY);
		assertThat(this.orders).containsExactly("start service-languages#0", "start service-languages#0");
	}

	@Test
	void aLaunchThatFailsIsAFailureLikeAnyOther() {
		this.workers.refuse = true;
		start(settings(true, true, 0));
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.FAILED);
		assertThat(handle(CLUSTER).cause()).contains("no memory");
	}

	@Test
	void aWorkerThatDiesAgainAndAgainIsGivenUpEvenIfItWasStableInBetween() {
		startLive(settings(true, true, new RestartLimits(5, Duration.ofSeconds(5), 3, Duration.ofMinutes(10))));
		for (int incarnation = 0; incarnation <= 3; incarnation++) {
			advance(Duration.ofSeconds(10));
			this.workers.exit("cluster-0#" + incarnation, 1);
			settle();
			if (incarnation < 3) {
				comeUp(CLUSTER);
			}
		}
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.FAILED);
		assertThat(this.changes).last().asString().startsWith("cluster-0 FAILED: ").contains("exit code 1");
		advance(Duration.ofHours(1));
		assertThat(this.workers.launched).hasSize(3 + 3);
		assertThat(handle(LANGUAGES).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void failuresThatAreFarApartDoNotAddUp() {
		startLive(settings(true, true, new RestartLimits(5, Duration.ofSeconds(5), 3, Duration.ofMinutes(10))));
		for (int incarnation = 0; incarnation <= 5; incarnation++) {
			advance(Duration.ofMinutes(5));
			this.workers.exit("cluster-0#" + incarnation, 1);
			settle();
			comeUp(CLUSTER);
		}
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.LIVE);
	}

	@Test
	void aReplacementThatWouldTouchTheReserveWaitsForTheReset() {
		this.coordinator = coordinator(11);
		this.reserve = 10;
		startLive();
		this.workers.exit("cluster-0#0", 137);
		settle();
		assertThat(this.workers.launched).hasSize(3);
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.STOPPED);
		assertThat(handle(CLUSTER).cause()).contains("2 IDENTIFYs are needed, 11 are left")
			.contains("fleet.sharding.identify-reserve keeps 10")
			.contains("1970-01-01T05:00:00Z");
		this.workers.exit("service-maths#0", 137);
		settle();
		assertThat(this.workers.launched).endsWith("service-maths#1");
		advance(Duration.ofHours(5));
		assertThat(this.workers.launched).endsWith("cluster-0#1");
	}

	@Test
	void whatAJvmThatIsGoneHadStillToSayIsNotTakenForItsReplacements() {
		startLive();
		this.workers.exit("cluster-0#0", 137);
		settle();
		this.loop.execute(() -> supervisor().reported(CLUSTER, StateReport.of(0, WorkerState.LIVE)));
		settle();
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.STARTING);
	}

	private void crashWhenLive(int incarnation, Duration after) {
		advance(after);
		this.workers.exit("cluster-0#" + (incarnation - 1), 1);
		settle();
		advance(Duration.ofMinutes(1));
		report(CLUSTER, WorkerState.LIVE);
	}

}
