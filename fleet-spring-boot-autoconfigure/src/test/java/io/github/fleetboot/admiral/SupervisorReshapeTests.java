package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how a {@link Supervisor} spreads the same shards over another number of
 * clusters.
 */
class SupervisorReshapeTests extends AbstractSupervisorUpdateTests {

	@Test
	void moreClustersShareTheShards() {
		startClusters(4, 2);
		update(FleetUpdate.of().withClusters(4));
		assertThat(this.orders).last().isEqualTo("finish and drain cluster-1#0");
		assertThat(owners()).containsExactly(0, 0, 2, 3);
		assertThat(this.next.launched).as("while the former cluster drains").isEmpty();
		exitDrained("cluster-1#0");
		assertThat(this.next.launched).containsExactlyInAnyOrder("cluster-2#0", "cluster-3#0");
		assertThat(handle(CLUSTERS[0]).is(WorkerState.LIVE)).isTrue();
		comeUp(CLUSTERS[2]);
		comeUp(CLUSTERS[3]);
		assertThat(this.orders).last().isEqualTo("finish and drain cluster-0#0");
		exitDrained("cluster-0#0");
		assertThat(this.next.launched).contains("cluster-0#1", "cluster-1#1");
		comeUp(CLUSTERS[0]);
		comeUp(CLUSTERS[1]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(owners()).containsExactly(0, 1, 2, 3);
		assertThat(supervisor().workers().shards()).isEqualTo(4);
		assertThat(this.workers.killed).isEmpty();
	}

	@Test
	void nobodyIsAskedForShardsThatItDoesNotHaveYet() {
		startClusters(4, 4);
		this.retirement = new CompletableFuture<>();
		update(FleetUpdate.of().withClusters(2));
		assertThat(this.orders).contains("retire cluster-0", "retire cluster-1")
			.noneMatch((order) -> order.startsWith("finish"));
		assertThat(this.planned).as("as long as messages go to their present JVMs").isEmpty();
		this.retirement.complete(null);
		settle();
		assertThat(owners()).containsExactly(0, 0, 2, 3);
		assertThat(this.orders).contains("finish and drain cluster-0#0", "finish and drain cluster-1#0");
	}

	@Test
	void fewerClustersTakeOverTheShardsAndTheOthersAreNoMore() {
		startClusters(4, 4);
		update(FleetUpdate.of().withClusters(2));
		assertThat(owners()).containsExactly(0, 0, 2, 3);
		exitDrained("cluster-0#0");
		assertThat(this.next.launched).as("while another cluster has one of its shards").isEmpty();
		exitDrained("cluster-1#0");
		assertThat(this.next.launched).containsExactly("cluster-0#1");
		comeUp(CLUSTERS[0]);
		assertThat(this.orders).last().isEqualTo("finish and drain cluster-3#0");
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> this.loop.ask(() -> supervisor().operations().start(List.of(CLUSTERS[3]))))
			.withMessage("The fleet has no cluster-3.")
			.satisfies((refusal) -> assertThat(refusal.getAction()).contains("cluster-1").doesNotContain("cluster-3"));
		exitDrained("cluster-2#0");
		exitDrained("cluster-3#0");
		comeUp(CLUSTERS[1]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(owners()).containsExactly(0, 0, 1, 1);
		assertThat(ids()).containsExactlyInAnyOrder(LANGUAGES, CLUSTERS[0], CLUSTERS[1]);
		assertThat(this.planned).extracting(WorkerSpec::id).doesNotContain(CLUSTERS[2], CLUSTERS[3]);
	}

	@Test
	void aCrashInTheMiddleIsRepairedAndNoShardRunsTwice() {
		startClusters(12, 3);
		update(FleetUpdate.of().withClusters(4));
		// 8 to 11 are given up: 9 to 11 start, 8 waits for those before it
		exitDrained("cluster-2#0");
		assertThat(this.next.launched).containsExactly("cluster-3#0");
		assertThat(owners()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3);
		this.workers.exit("cluster-1#0", 137);
		settle();
		assertThat(this.workers.launched).as("it has not given up its shards").endsWith("cluster-1#1");
		this.next.exit("cluster-3#0", 137);
		settle();
		advance(Duration.ofSeconds(2));
		assertThat(this.next.launched).containsExactly("cluster-3#0", "cluster-3#1");
		comeUp(CLUSTERS[1]);
		comeUp(CLUSTERS[3]);
		assertThat(this.orders).last().isEqualTo("finish and drain cluster-1#1");
		exitDrained("cluster-1#1");
		assertThat(this.next.launched).endsWith("cluster-2#1");
		comeUp(CLUSTERS[2]);
		exitDrained("cluster-0#0");
		comeUp(CLUSTERS[0]);
		comeUp(CLUSTERS[1]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(owners()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
	}

	@Test
	void aClusterThatStartsJustThenIsNotWaitedFor() {
		startClusters(4, 2);
		this.workers.exit("cluster-1#0", 137);
		settle();
		update(FleetUpdate.of().withClusters(4));
		assertThat(this.workers.killed).containsExactly("cluster-1#1");
		this.workers.exit("cluster-1#1", 137);
		settle();
		advance(Duration.ofMillis(1));
		assertThat(this.next.launched).containsExactlyInAnyOrder("cluster-2#0", "cluster-3#0");
	}

	@Test
	void clustersThatAreShutDownHinderAnotherNumberOfThem() {
		startClusters(4, 2);
		onLoop(() -> supervisor().operations().shutdown(List.of(CLUSTERS[1]), false));
		exitDrained("cluster-1#0");
		assertRefused(FleetUpdate.of().withClusters(4), "cluster-1 is shut down");
	}

}
