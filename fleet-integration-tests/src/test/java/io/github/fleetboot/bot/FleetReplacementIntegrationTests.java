package io.github.fleetboot.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.FleetCacheException;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.store.FleetStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How workers are replaced, each test leaving a whole fleet behind.
 * {@link FleetIntegrationTests} runs this.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FleetReplacementIntegrationTests extends AbstractFleetIntegrationTests {

	@Test
	@Order(1)
	void aKilledClusterIsReplacedAndTheRestIsUndisturbed() {
		FleetStatus before = fleet.status();
		long pid = before.clusters().get(1).pid();
		CompletableFuture<Void> underWay = fleet.ipc()
			.requestAsync(IpcDestination.cluster(1).route("wait"), 20_000, Void.class, Duration.ofSeconds(30));
		fleet.ipc().convertAndSend(IpcDestination.cluster(1).route("store.write"), "");
		Awaitility.await().atMost(PATIENCE).until(() -> acknowledged() > 100);
		Processes.kill(pid);
		assertThatExceptionOfType(IpcPeerLostException.class).isThrownBy(() -> join(underWay));
		whatTheDeadClusterHadCachedNobodyKnows();
		whatWasAcknowledgedIsInTheStore();
		// Not handed over yet: waits for the replacement
		CompletableFuture<Long> patient = fleet.ipc()
			.requestAsync(IpcDestination.cluster(1).route("guild-count"), "", Long.class, Duration.ofMinutes(1));
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(1).restarts() == 1);
		fleet.awaitReady();
		FleetStatus after = fleet.status();
		assertThat(after.clusters().get(1).pid()).isNotEqualTo(pid);
		assertThat(after.clusters().get(0).pid()).isEqualTo(before.clusters().get(0).pid());
		assertThat(after.clusters().get(0).restarts()).isZero();
		assertThat(after.services()).allSatisfy((service) -> assertThat(service.restarts()).isZero());
		assertThat(join(patient)).isNotNull();
		assertThat(fleet.discord().record().violations()).isEmpty();
		assertThat(fleet.discord().record().identifies()).hasSize(6);
		answersMessages("after kill");
	}

	/**
	 * Its callers have connections of their own to it.
	 */
	@Test
	@Order(2)
	void aKilledServiceIsReplacedAndWhoAskedItHearsAtOnce() {
		IpcDestination cluster = IpcDestination.cluster(0);
		fleet.ipc().convertSendAndReceive(cluster.route("service-load.begin"), 50, Void.class);
		Awaitility.await().atMost(PATIENCE).until(() -> sockets() > 1);
		Processes.kill(fleet.service("echo").pid());
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("echo").restarts() == 1);
		fleet.awaitReady();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("echo"), Sample.of(1), Sample.class))
			.isEqualTo(Sample.of(1));
		Awaitility.await().atMost(PATIENCE).until(() -> sockets() > 1);
		ServiceLoad.Result result = fleet.ipc()
			.convertSendAndReceive(cluster.route("service-load.end"), "", ServiceLoad.Result.class,
					Duration.ofSeconds(30));
		// What it had in its hands; the rest has waited for the next one
		assertThat(result.failures()).hasSizeLessThan(result.requests() / 2)
			.allSatisfy((failure) -> assertThat(failure).contains("IpcPeerLostException",
					"service-echo went away with the request"));
		Map<String, Integer> served = fleet.context().getBean(AdmiralDesk.class).served();
		Awaitility.await().atMost(PATIENCE).until(() -> served.size() >= result.requests() - result.failures().size());
		served.clear();
	}

	/**
	 * One is the Admiral's, each further one that of a worker that others ask often.
	 */
	private static long sockets() throws IOException {
		try (Stream<Path> files = Files.walk(fleet.directory())) {
			return files.filter((file) -> file.toString().endsWith(".sock")).count();
		}
	}

	@Test
	@Order(3)
	void aTerminatedWorkerDrainsAndIsReplaced() {
		int resumableBefore = (int) closedWith(1000);
		long pid = fleet.cluster(0).pid();
		Processes.terminate(pid);
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).restarts() == 1);
		fleet.awaitReady();
		// Both its shards said goodbye
		assertThat(closedWith(1000)).isEqualTo(resumableBefore + 2);
		answersMessages("after term");
	}

	@Test
	@Order(4)
	void aRestartReplacesOneWorkerAfterAnotherAndNoRequestToAServiceFailsByIt() throws Exception {
		FleetStatus before = fleet.status();
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		List<String> changes = desk.changes();
		changes.clear();
		IpcDestination cluster = IpcDestination.cluster(0);
		fleet.ipc().convertSendAndReceive(cluster.route("service-load.begin"), 500, Void.class);
		ServiceLoad ownLoad = ServiceLoad.begin(fleet.ipc(), "admiral", 50);
		FleetOperation restart = operations.restart(List.of(WorkerId.service("echo"), WorkerId.cluster(1)), false);
		assertThat(restart.state()).isEqualTo(FleetOperation.State.RUNNING);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> operations.restart(List.of(), false))
			.withMessageContaining(restart.id());
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("echo").successor() != null);
		assertThat(sockets()).isGreaterThan(1);
		assertThat(fleet.service("echo").pid()).isNotEqualTo(fleet.service("echo").successor().pid());
		FleetOperation ended = operations.whenEnded(restart.id()).get(1, TimeUnit.MINUTES);
		assertThat(ended.state()).isEqualTo(FleetOperation.State.COMPLETED);
		ServiceLoad.Result ofCluster = fleet.ipc()
			.convertSendAndReceive(cluster.route("service-load.end"), "", ServiceLoad.Result.class,
					Duration.ofSeconds(30));
		assertServed(desk, ofCluster, ownLoad.end());
		fleet.awaitReady();
		FleetStatus after = fleet.status();
		assertThat(fleet.service("echo").pid())
			.isNotIn(before.services().stream().map(FleetStatus.Service::pid).toList());
		assertThat(after.clusters().get(1).pid()).isNotEqualTo(before.clusters().get(1).pid());
		assertThat(after.clusters().get(0).pid()).isEqualTo(before.clusters().get(0).pid());
		assertThat(after.operations()).last()
			.satisfies((operation) -> assertThat(operation.id()).isEqualTo(restart.id()));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(changes).containsExactly("cluster-1 DRAINING", "cluster-1 STOPPED",
					"cluster-1 STARTING", "cluster-1 STANDBY", "cluster-1 CONNECTING", "cluster-1 LIVE"));
		assertThat(fleet.discord().record().violations()).isEmpty();
		answersMessages("after restart");
		workersHeardOfTheRestart();
	}

	/**
	 * Cluster 0 was there all the time.
	 */
	private static void workersHeardOfTheRestart() {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.cluster(0).route("fleet-events"), null,
						new ParameterizedTypeReference<List<String>>() {
						}))
				.containsSubsequence("ClusterShutdownEvent[cluster=1, shards=2–3, cause=null]",
						"ShardConnectEvent[cluster=1, shard=2, live=true]",
						"ShardReadyEvent[cluster=1, shard=2, live=true]", "ClusterReadyEvent[cluster=1, shards=2–3]")
				.last()
				.satisfies((last) -> assertThat(last).matches("(FleetReadyEvent|FleetStatsEvent).*")));
	}

	private static void whatTheDeadClusterHadCachedNobodyKnows() {
		FleetCache cache = fleet.context().getBean(FleetCache.class).withTimeout(Duration.ofMillis(500));
		long lost = fleet.discord()
			.guilds()
			.stream()
			.filter((guild) -> guild.shard(4) > 1)
			.findFirst()
			.orElseThrow()
			.id();
		long kept = fleet.discord()
			.guilds()
			.stream()
			.filter((guild) -> guild.shard(4) < 2)
			.findFirst()
			.orElseThrow()
			.id();
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> cache.getGuild(lost))
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys(WorkerId.cluster(1)));
		assertThatExceptionOfType(FleetCacheException.class).isThrownBy(() -> cache.getUser(1))
			.satisfies((ex) -> assertThat(ex.getFailures()).containsOnlyKeys(WorkerId.cluster(1)));
		assertThat(cache.getGuild(kept)).isPresent();
		assertThat(cache.getUser(fleet.discord().applicationId())).isPresent();
	}

	private static void whatWasAcknowledgedIsInTheStore() {
		long acknowledged = acknowledged();
		for (int number = 0; number <= acknowledged; number++) {
			assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.service("echo").route("stored.log"), number, Sample.class))
				.isEqualTo(new Sample(number, "written"));
		}
		assertThat(fleet.context().getBean(FleetStore.class).in("log").clear()).isGreaterThan(acknowledged);
	}

	/**
	 * The number of the last value that a cluster knows to be stored.
	 */
	private static long acknowledged() {
		return fleet.context()
			.getBean(AdmiralDesk.class)
			.notes()
			.stream()
			.filter((note) -> note.text().startsWith("stored "))
			.count() - 1;
	}

	private static void assertServed(AdmiralDesk desk, ServiceLoad.Result... results) throws IOException {
		int requests = Stream.of(results).mapToInt(ServiceLoad.Result::requests).sum();
		List<String> failures = Stream.of(results).flatMap((result) -> result.failures().stream()).toList();
		Awaitility.await().atMost(PATIENCE).until(() -> desk.served().size() >= requests - failures.size());
		long repeated = desk.served().values().stream().filter((count) -> count > 1).count();
		new Figures("service-restart").put("service.restart.requests", requests)
			.put("service.restart.failed", failures.size())
			.put("service.restart.repeated", repeated)
			.write();
		assertThat(failures).isEmpty();
		assertThat(repeated).isZero();
		assertThat(desk.served()).hasSize(requests);
		assertThat(requests).isGreaterThan(500);
	}

	private static long closedWith(int code) {
		return fleet.discord().record().sessions().stream().filter((session) -> session.closeCode() == code).count();
	}

}
