package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how a {@link Supervisor} gives workers something else to run, and clusters
 * other shards.
 */
class SupervisorUpdateTests extends AbstractSupervisorTests {

	private static final FleetUpdate ARGUMENTS = FleetUpdate.of().withJvmArgs("-Dnew=true");

	private static final FleetUpdate OF_CLUSTERS = FleetUpdate.of().withClusterJvmArgs("-Dnew=true");

	private static final WorkerId[] CLUSTERS = IntStream.range(0, 6)
		.mapToObj(WorkerId::cluster)
		.toArray(WorkerId[]::new);

	/**
	 * Forks from the new release.
	 */
	private final Jvms next = new Jvms();

	@Test
	void servicesAndThenClustersAreReplacedOneAfterAnother() {
		startClusters(4, 2);
		FleetOperation update = update(ARGUMENTS);
		assertThat(update.id()).isEqualTo("update-1");
		assertThat(update.kind()).isEqualTo("update");
		takeOver(LANGUAGES);
		assertThat(find("update-1").progress()).isEqualTo(1 / 3.0);
		assertThat(this.orders).last().isEqualTo("drain cluster-0#0");
		restartFromNext(CLUSTERS[0]);
		assertThat(find("update-1").eta()).isNotNull();
		assertThat(this.orders).last().isEqualTo("drain cluster-1#0");
		restartFromNext(CLUSTERS[1]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("service-languages#1", "cluster-0#1", "cluster-1#1");
		assertThat(this.workers.launched).hasSize(3);
		advance(Duration.ofMinutes(3));
		assertThat(this.workers.closed).isTrue();
		assertThat(this.next.closed).isFalse();
		this.next.exit("cluster-1#1", 137);
		settle();
		assertThat(this.next.launched).as("after a crash").endsWith("cluster-1#2");
	}

	@Test
	void whatIsAboutClustersLeavesServicesAloneUntilTheyAreForkedNext() {
		startClusters(2, 1);
		update(OF_CLUSTERS);
		restartFromNext(CLUSTERS[0]);
		assertThat(find("update-1").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("cluster-0#1");
		this.workers.exit("service-languages#0", 137);
		settle();
		assertThat(this.next.launched).endsWith("service-languages#1");
		assertThat(this.workers.closed).isTrue();
		onLoop(() -> supervisor().operations().create("extra"));
		advance(Duration.ofMillis(1));
		assertThat(this.next.launched).endsWith("service-extra#0");
	}

	@Test
	void whoIsShutDownStaysDownAndComesBackWithWhatIsNew() {
		startClusters(4, 2);
		onLoop(() -> supervisor().operations().shutdown(List.of(CLUSTERS[0], LANGUAGES), false));
		advance(Duration.ofMillis(1));
		this.workers.exit("cluster-0#0", WorkerExit.DRAINED.code());
		this.workers.exit("service-languages#0", WorkerExit.DRAINED.code());
		settle();
		update(ARGUMENTS);
		restartFromNext(CLUSTERS[1]);
		assertThat(find("update-2").state()).isEqualTo(State.COMPLETED);
		assertThat(this.next.launched).containsExactly("cluster-1#1");
		onLoop(() -> supervisor().operations().start(List.of()));
		advance(Duration.ofMillis(1));
		assertThat(this.next.launched).contains("cluster-0#1", "service-languages#1");
	}

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

	@Test
	void nothingElseIsDoneMeanwhile() {
		startClusters(4, 2);
		update(FleetUpdate.of().withClusters(3));
		for (Runnable order : List.<Runnable>of(() -> supervisor().operations().restart(List.of(), false),
				() -> supervisor().operations().shutdown(List.of(LANGUAGES), false),
				() -> supervisor().operations().create("extra"), () -> supervisor().operations().plan(ARGUMENTS))) {
			assertThatExceptionOfType(FleetException.class).isThrownBy(() -> onLoop(() -> {
				order.run();
				return true;
			})).withMessageContaining("update-1");
		}
	}

	@Test
	void whatCannotBeIsRefusedBeforeAnythingIsDone() {
		this.coordinator = coordinator(13);
		this.reserve = 10;
		startClusters(4, 2);
		assertRefused(ARGUMENTS, "identify-reserve");
		this.coordinator = coordinator(1000);
		assertRefused(FleetUpdate.of(), "changes nothing");
		assertRefused(FleetUpdate.of().withClusters(5), "5 clusters cannot share 4 shards");
		assertRefused(FleetUpdate.of().withClusters(2), "has 2 clusters already");
		assertThat(this.orders).noneMatch((order) -> order.contains("drain"));
	}

	@Test
	void clustersThatAreShutDownHinderAnotherNumberOfThem() {
		startClusters(4, 2);
		onLoop(() -> supervisor().operations().shutdown(List.of(CLUSTERS[1]), false));
		exitDrained("cluster-1#0");
		assertRefused(FleetUpdate.of().withClusters(4), "cluster-1 is shut down");
	}

	@Test
	void whatWasPreparedForAnotherFleetIsNotDone() {
		startClusters(4, 2);
		FleetChange change = onLoop(() -> supervisor().operations().plan(ARGUMENTS));
		onLoop(() -> supervisor().operations().create("extra"));
		advance(Duration.ofMillis(1));
		comeUp(EXTRA);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> onLoop(() -> supervisor().operations().update(change, this.next)))
			.withMessageContaining("has changed");
	}

	private void assertRefused(FleetUpdate update, String reason) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> update(update)).withMessageContaining(reason);
	}

	private void startClusters(int shards, int clusters) {
		startClusters(settings(true, true, 5), shards, clusters);
	}

	private void startClusters(SupervisorSettings settings, int shards, int clusters) {
		List<ShardRange> ranges = ShardPlan.split(new ShardRange(0, shards - 1), clusters);
		List<WorkerSpec> specs = IntStream.range(-1, clusters)
			.mapToObj((number) -> (number < 0) ? new WorkerSpec(LANGUAGES, null)
					: new WorkerSpec(CLUSTERS[number], ranges.get(number)))
			.toList();
		start(settings, specs);
		specs.forEach((spec) -> comeUp(spec.id()));
	}

	private FleetOperation update(FleetUpdate update) {
		FleetChange change = onLoop(() -> supervisor().operations().plan(update));
		FleetOperation begun = onLoop(() -> supervisor().operations().update(change, this.next));
		advance(Duration.ofMillis(1));
		return begun;
	}

	private FleetOperation abort() {
		FleetOperation aborted = onLoop(() -> supervisor().operations().abort("update-1"));
		advance(Duration.ofMillis(1));
		return aborted;
	}

	private void takeOver(WorkerId id) {
		report(id, 1, WorkerState.STANDBY);
		report(id, 1, WorkerState.LIVE);
		exitDrained(id + "#0");
	}

	private void restartFromNext(WorkerId id) {
		exitDrained(id + "#0");
		assertThat(this.next.launched).endsWith(id + "#1");
		comeUp(id);
	}

	private void exitDrained(String name) {
		exitDrained(name, this.workers);
	}

	private void exitDrained(String name, Jvms jvms) {
		jvms.exit(name, WorkerExit.DRAINED.code());
		settle();
		advance(Duration.ofMillis(1));
	}

	private String release(WorkerId id) {
		return handle(id).jvm().release().name();
	}

	private List<WorkerId> ids() {
		return supervisor().workers().stream().map(WorkerHandle::id).toList();
	}

	/**
	 * The number of the cluster that messages for each shard go to.
	 */
	private List<Integer> owners() {
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

}
