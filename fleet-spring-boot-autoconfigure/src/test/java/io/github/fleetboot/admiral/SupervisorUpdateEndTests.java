package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a {@link Supervisor} leaves behind of an update that fails or is
 * aborted.
 */
class SupervisorUpdateEndTests extends AbstractSupervisorUpdateTests {

	@Test
	void aClusterThatDoesNotComeUpGoesBackAndTheRestIsLeftAlone() {
		startClusters(settings(true, true, 0), 4, 2);
		update(OF_CLUSTERS);
		exitDrained("cluster-0#0");
		this.next.exit("cluster-0#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("update-1").state()).isEqualTo(State.FAILED);
		assertThat(find("update-1").detail()).contains("cluster-0 did not become live").contains("START_FAILED");
		assertThat(this.workers.launched).endsWith("cluster-0#2");
		comeUp(CLUSTERS[0]);
		assertThat(handle(CLUSTERS[1]).is(WorkerState.LIVE)).isTrue();
		assertThat(this.next.closed).isTrue();
		assertThat(this.workers.closed).isFalse();
		restart(List.of(CLUSTERS[0]), false);
		exitDrained("cluster-0#2");
		assertThat(this.workers.launched).endsWith("cluster-0#3");
	}

	@Test
	void whoCameUpBeforeTheFailureKeepsWhatItRuns() {
		startClusters(settings(true, true, 0), 4, 2);
		update(OF_CLUSTERS);
		restartFromNext(CLUSTERS[0]);
		exitDrained("cluster-1#0");
		this.next.exit("cluster-1#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("update-1").state()).isEqualTo(State.FAILED);
		assertThat(release(CLUSTERS[0])).isEqualTo("update-1");
		assertThat(release(CLUSTERS[1])).isNull();
		assertThat(this.next.closed).isFalse();
		restart(List.of(CLUSTERS[0]), false);
		exitDrained("cluster-0#1", this.next);
		assertThat(this.next.launched).as("the next JVM of it").endsWith("cluster-0#2");
	}

	@Test
	void aServiceThatDoesNotComeUpKeepsItsJvm() {
		startClusters(2, 1);
		update(ARGUMENTS);
		this.next.exit("service-languages#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("update-1").state()).isEqualTo(State.FAILED);
		assertThat(find("update-1").detail()).contains("service-languages goes on").contains("START_FAILED");
		assertThat(handle(LANGUAGES).is(WorkerState.LIVE)).isTrue();
		assertThat(this.next.closed).isTrue();
		this.workers.exit("service-languages#0", 137);
		settle();
		assertThat(this.workers.launched).endsWith("service-languages#2");
	}

	@Test
	void whoIsShutDownDoesNotGetWhatFailed() {
		startClusters(settings(true, true, 0), 4, 2);
		onLoop(() -> supervisor().operations().shutdown(List.of(CLUSTERS[0]), false));
		exitDrained("cluster-0#0");
		update(OF_CLUSTERS);
		exitDrained("cluster-1#0");
		this.next.exit("cluster-1#1", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("update-2").state()).isEqualTo(State.FAILED);
		comeUp(CLUSTERS[1]);
		onLoop(() -> supervisor().operations().start(List.of(CLUSTERS[0])));
		advance(Duration.ofMillis(1));
		assertThat(this.workers.launched).endsWith("cluster-0#1");
		assertThat(this.next.closed).isTrue();
	}

	@Test
	void afterAFailureEachShardHasACluster() {
		startClusters(settings(true, true, 0), 12, 3);
		update(FleetUpdate.of().withClusters(4));
		exitDrained("cluster-2#0");
		this.next.exit("cluster-3#0", WorkerExit.START_FAILED.code());
		settle();
		assertThat(find("update-1").state()).isEqualTo(State.FAILED);
		assertThat(this.workers.launched).endsWith("cluster-2#1", "cluster-3#1");
		comeUp(CLUSTERS[2]);
		comeUp(CLUSTERS[3]);
		assertThat(owners()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3);
		assertThat(handle(CLUSTERS[2]).spec().shards()).isEqualTo(new ShardRange(8, 8));
		assertThat(supervisor().workers().shardsReady()).isEqualTo(12);
		update(FleetUpdate.of().withClusters(3));
		assertThat(find("update-2").state()).isEqualTo(State.RUNNING);
	}

	@Test
	void whenItIsAbortedEachShardHasACluster() {
		startClusters(12, 3);
		update(FleetUpdate.of().withClusters(4));
		exitDrained("cluster-2#0");
		assertThat(abort().state()).isEqualTo(State.RUNNING);
		assertThat(this.next.launched).containsExactlyInAnyOrder("cluster-2#1", "cluster-3#0");
		comeUp(CLUSTERS[2]);
		comeUp(CLUSTERS[3]);
		assertThat(find("update-1").state()).isEqualTo(State.ABORTED);
		assertThat(owners()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3);
		assertThat(supervisor().workers().shardsReady()).isEqualTo(12);
		assertThat(this.workers.closed).isFalse();
		assertThat(this.next.closed).isFalse();
	}

	@Test
	void whenItIsAbortedWhatNobodyWaitsForIsNotStarted() {
		startClusters(4, 2);
		update(FleetUpdate.of().withClusters(4));
		abort();
		exitDrained("cluster-1#0");
		comeUp(CLUSTERS[2]);
		comeUp(CLUSTERS[3]);
		assertThat(find("update-1").state()).isEqualTo(State.ABORTED);
		assertThat(ids()).containsExactlyInAnyOrder(LANGUAGES, CLUSTERS[0], CLUSTERS[2], CLUSTERS[3]);
		assertThat(owners()).containsExactly(0, 0, 2, 3);
	}

	@Test
	void anAbortedTakeOverLeavesThePresentJvm() {
		startClusters(2, 1);
		update(ARGUMENTS);
		abort();
		assertThat(this.next.killed).containsExactly("service-languages#1");
		assertThat(find("update-1").state()).isEqualTo(State.ABORTED);
		this.next.exit("service-languages#1", 137);
		settle();
		assertThat(this.next.closed).isTrue();
	}

	@Test
	void theLastRoundIsNotAborted() {
		startClusters(2, 1);
		update(OF_CLUSTERS);
		assertThatExceptionOfType(FleetException.class).isThrownBy(this::abort).withMessageContaining("update-1");
	}

	@Test
	void theEndOfTheFleetIsItsEnd() {
		startClusters(4, 2);
		update(FleetUpdate.of().withClusters(4));
		CompletableFuture<Void> stopped = stop();
		assertThat(find("update-1").state()).isEqualTo(State.ABORTED);
		exitDrained("cluster-1#0");
		exitDrained("cluster-0#0");
		exitDrained("service-languages#0");
		assertThat(stopped).isCompleted();
		assertThat(this.next.launched).isEmpty();
	}

	private String release(WorkerId id) {
		return handle(id).jvm().release().name();
	}

}
