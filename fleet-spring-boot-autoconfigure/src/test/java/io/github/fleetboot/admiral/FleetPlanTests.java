package io.github.fleetboot.admiral;

import java.util.List;
import java.util.Set;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import io.github.fleetboot.ipc.IpcDestination;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetPlan}.
 */
class FleetPlanTests {

	private static final WorkerId ECHO = WorkerId.service("echo");

	private final FleetPlan plan = new FleetPlan(Set.of("echo"), Set.of(),
			new ShardPlan(4, new ShardRange(0, 3), List.of(new ShardRange(0, 1), new ShardRange(2, 3))));

	@Test
	void destinationsNameTheWorkersOfTheStart() {
		assertThat(this.plan.resolve(IpcDestination.allClusters())).containsExactly(cluster(0), cluster(1));
		assertThat(this.plan.resolve(IpcDestination.everyone())).containsExactly(WorkerId.admiral(), ECHO, cluster(0),
				cluster(1));
		assertThat(this.plan.resolve(IpcDestination.ownerOfShard(1))).containsExactly(cluster(0));
		assertThat(this.plan.resolve(IpcDestination.ownerOfGuild(3L << 22))).containsExactly(cluster(1));
		assertThat(this.plan.resolve(IpcDestination.cluster(2))).isEmpty();
	}

	@Test
	void afterAnUpdateTheyNameOthersAndOfTwoOwnersTheLatter() {
		this.plan.become(List.of(new WorkerSpec(cluster(2), new ShardRange(1, 3)),
				new WorkerSpec(cluster(0), new ShardRange(0, 1)), new WorkerSpec(ECHO, null)));
		assertThat(this.plan.resolve(IpcDestination.allClusters())).containsExactly(cluster(0), cluster(2));
		assertThat(this.plan.resolve(IpcDestination.ownerOfShard(1))).containsExactly(cluster(0));
		assertThat(this.plan.resolve(IpcDestination.ownerOfShard(2))).containsExactly(cluster(2));
		assertThat(this.plan.resolve(IpcDestination.cluster(1))).isEmpty();
		assertThat(this.plan.isPlanned(cluster(1))).isFalse();
		assertThat(this.plan.isPlanned(ECHO)).isTrue();
	}

	private static WorkerId cluster(int number) {
		return WorkerId.cluster(number);
	}

}
