package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Supervisor} drains workers.
 */
class SupervisorShutdownTests extends AbstractSupervisorTests {

	@Test
	void aWorkerThatAsksToEndIsDrainedAndReplacedWithoutCountingAFailure() {
		startLive();
		askToEnd(CLUSTER);
		assertThat(this.orders).last().isEqualTo("start cluster-0#0");
		advance(Duration.ofSeconds(1));
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		settle();
		assertThat(this.workers.launched).endsWith("cluster-0#1");
		assertThat(handle(CLUSTER).failures().inARow()).isZero();
	}

	@Test
	void whenAllAreToldToEndAtOnceServicesStillOutlastClusters() {
		startLive();
		askToEnd(LANGUAGES);
		askToEnd(CLUSTER);
		stop();
		advance(Duration.ofSeconds(2));
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		assertThat(this.orders).doesNotContain("drain service-languages#0");
	}

	@Test
	void clustersDrainBeforeServicesAndThenAllIsStopped() {
		startLive();
		CompletableFuture<Void> stopped = stop();
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		this.workers.exit("cluster-0#0", 0);
		settle();
		assertThat(this.orders.subList(this.orders.size() - 2, this.orders.size()))
			.containsExactly("drain service-languages#0", "drain service-maths#0");
		this.workers.exit("service-languages#0", 0);
		settle();
		assertThat(stopped).isNotDone();
		this.workers.exit("service-maths#0", 0);
		settle();
		assertThat(stopped).isCompleted();
		assertThat(this.workers.launched).hasSize(3);
	}

	@Test
	void workersDrainOneAfterAnotherIfThatIsWanted() {
		startLive(settings(true, false, 5));
		CompletableFuture<Void> stopped = stop();
		for (String next : List.of("cluster-0", "service-languages", "service-maths")) {
			assertThat(this.orders).last().isEqualTo("drain " + next + "#0");
			this.workers.exit(next + "#0", 0);
			settle();
		}
		assertThat(stopped).isCompleted();
	}

	@Test
	void aWorkerThatDidNotHearThatItIsToDrainIsToldAgain() {
		startLive();
		stop();
		int before = this.orders.size();
		report(CLUSTER, WorkerState.LIVE);
		assertThat(this.orders).hasSize(before + 1).last().isEqualTo("drain cluster-0#0");
		assertThat(handle(CLUSTER).state()).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void whatDoesNotDrainInTimeIsKilled() {
		startLive();
		stop();
		advance(Duration.ofSeconds(9));
		assertThat(this.workers.killed).isEmpty();
		advance(Duration.ofSeconds(2));
		assertThat(this.workers.killed).containsExactly("cluster-0#0");
	}

	@Test
	void whatASignalEndsWhileItStartsHasNotFailedAndIsReplacedUnlessTheFleetStopsAsWell() {
		start(settings(true, true, 5));
		this.workers.exit("cluster-0#0", 130);
		this.workers.exit("service-maths#0", 143);
		settle();
		assertThat(this.workers.launched).hasSize(3);
		advance(Duration.ofSeconds(1));
		assertThat(this.workers.launched).containsSubsequence("service-maths#1", "cluster-0#1");
		assertThat(handle(CLUSTER).failures().inARow()).isZero();
		this.workers.exit("cluster-0#1", 130);
		stop();
		advance(Duration.ofSeconds(5));
		assertThat(this.workers.launched).hasSize(5);
	}

	@Test
	void whatIsStillStartingWhenTheFleetStopsIsKilled() {
		start(settings(true, true, 5));
		stop();
		assertThat(this.workers.killed).contains("cluster-0#0");
	}

	@Test
	void whatIsStillBeingForkedWhenTheFleetStopsIsWaitedForAndKilled() {
		this.workers.forks = new CompletableFuture<>();
		start(settings(true, true, 5));
		CompletableFuture<Void> stopped = stop();
		advance(Duration.ofSeconds(5));
		assertThat(stopped).isNotDone();
		this.workers.forks.complete(null);
		settle();
		assertThat(this.workers.killed).containsExactlyInAnyOrder("cluster-0#0", "service-languages#0",
				"service-maths#0");
		assertThat(stopped).isNotDone();
		this.workers.killed.forEach((name) -> this.workers.exit(name, 137));
		settle();
		assertThat(stopped).isCompleted();
	}

}
