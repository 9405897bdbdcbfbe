package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.gateway.sharding.ShardPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Updates of a fleet with one service and some clusters.
 */
abstract class AbstractSupervisorUpdateTests extends AbstractSupervisorTests {

	static final FleetUpdate ARGUMENTS = FleetUpdate.of().withJvmArgs("-Dnew=true");

	static final FleetUpdate OF_CLUSTERS = FleetUpdate.of().withClusterJvmArgs("-Dnew=true");

	static final WorkerId[] CLUSTERS = IntStream.range(0, 6).mapToObj(WorkerId::cluster).toArray(WorkerId[]::new);

	/**
	 * Forks from the new release.
	 */
	final Jvms next = new Jvms();

	void startClusters(int shards, int clusters) {
		startClusters(settings(true, true, 5), shards, clusters);
	}

	void startClusters(SupervisorSettings settings, int shards, int clusters) {
		List<ShardRange> ranges = ShardPlan.split(new ShardRange(0, shards - 1), clusters);
		List<WorkerSpec> specs = IntStream.range(-1, clusters)
			.mapToObj((number) -> (number < 0) ? new WorkerSpec(LANGUAGES, null)
					: new WorkerSpec(CLUSTERS[number], ranges.get(number)))
			.toList();
		start(settings, specs);
		specs.forEach((spec) -> comeUp(spec.id()));
	}

	FleetOperation update(FleetUpdate update) {
		FleetChange change = onLoop(() -> supervisor().operations().plan(update));
		FleetOperation begun = onLoop(() -> supervisor().operations().update(change, this.next));
		advance(Duration.ofMillis(1));
		return begun;
	}

	FleetOperation abort() {
		FleetOperation aborted = onLoop(() -> supervisor().operations().abort("update-1"));
		advance(Duration.ofMillis(1));
		return aborted;
	}

	void takeOver(WorkerId id) {
		report(id, 1, WorkerState.STANDBY);
		report(id, 1, WorkerState.LIVE);
		exitDrained(id + "#0");
	}

	void restartFromNext(WorkerId id) {
		exitDrained(id + "#0");
		assertThat(this.next.launched).endsWith(id + "#1");
		comeUp(id);
	}

	void exitDrained(String name) {
		exitDrained(name, this.workers);
	}

	void exitDrained(String name, Jvms jvms) {
		jvms.exit(name, WorkerExit.DRAINED.code());
		settle();
		advance(Duration.ofMillis(1));
	}

	List<WorkerId> ids() {
		return supervisor().workers().stream().map(WorkerHandle::id).toList();
	}

	/**
	 * The number of the cluster that messages for each shard go to.
	 */
	List<Integer> owners() {
		Integer[] owners = new Integer[supervisor().workers().shards()];
		for (WorkerSpec spec : this.planned) {
			ShardRange range = spec.shards();
			if (range != null) {
				IntStream.rangeClosed(range.first(), range.last())
					.forEach((shard) -> owners[shard] = spec.id().clusterNumber());
			}
		}
		return List.of(owners);
	}

	void assertRefused(FleetUpdate update, String reason) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> update(update)).withMessageContaining(reason);
	}

}
