package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcNoSuchDestinationException;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.ServiceStats;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a running fleet gets other workers. {@link FleetIntegrationTests} runs this.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FleetChangeIntegrationTests extends AbstractFleetIntegrationTests {

	@Test
	@Order(1)
	void aServiceThatIsShutDownStaysDownUntilItIsStartedAgain() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		FleetOperation shutdown = operations.shutdown(List.of(WorkerId.service("late")), false);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> fleet.ipc()
				.convertSendAndReceive(IpcDestination.service("late").route("any"), "", String.class,
						Duration.ofSeconds(30)))
			.withMessageContaining("'service-late' cannot be reached: it was shut down (" + shutdown.id() + ")");
		assertThat(end(operations, shutdown).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.status().state()).isEqualTo(FleetStatus.FleetState.DEGRADED);
		assertThat(fleet.service("late").state()).isEqualTo(WorkerState.STOPPED);
		assertThat(fleet.service("late").pid()).isNull();
		Health health = fleet.context().getBean(FleetHealthIndicator.class).health();
		assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
		assertThat(health.getDetails().get("notLive")).asString().contains("service-late=STOPPED: it was shut down");
		FleetOperation start = operations.start(List.of());
		assertThat(end(operations, start).state()).isEqualTo(FleetOperation.State.COMPLETED);
		fleet.awaitReady();
	}

	@Test
	@Order(2)
	void aWorkerCreatesAServiceAndHearsWhyItCannotDoSoTwice() {
		IpcDestination extra = IpcDestination.service("extra").route("who");
		IpcDestination create = IpcDestination.cluster(0).route("create");
		Duration patience = Duration.ofMinutes(1);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class)
			.isThrownBy(() -> fleet.ipc().convertSendAndReceive(extra, "", String.class));
		assertThat(fleet.ipc().convertSendAndReceive(create, "extra", String.class, patience)).startsWith("create-")
			.endsWith("COMPLETED");
		assertThat(fleet.ipc().convertSendAndReceive(extra, "", String.class)).isEqualTo("service-extra");
		assertThat(fleet.ipc().convertSendAndReceive(create, "extra", String.class, patience))
			.isEqualTo("There is a service 'extra' already. Start it if it is shut down, restart it if it does not do "
					+ "its work.");
		assertThat(fleet.status().services()).extracting(FleetStatus.Service::name)
			.containsExactlyInAnyOrder("echo", "late", "extra");
	}

	@Test
	@Order(3)
	void aServiceThatRestartsItselfIsToldThatItEndsBefore() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		AdmiralDesk desk = fleet.context().getBean(AdmiralDesk.class);
		String id = fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("restart-yourself"), "", String.class);
		assertThat(operations.whenEnded(id).get(1, TimeUnit.MINUTES).state()).isEqualTo(FleetOperation.State.COMPLETED);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> desk.notes()
				.stream()
				.anyMatch((note) -> note.text().contains("WorkerEndingException") && note.text().contains(id)));
		assertThat(operations.ownerOfShard(3)).isEqualTo(WorkerId.cluster(1));
		assertThat(operations.ownerOfGuild(fleet.discord().guild(0).id())).isNotNull();
	}

	@Test
	@Order(4)
	void anotherNumberOfClustersWithOtherArgumentsRunsTheSameShards() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		FleetStatus before = fleet.status();
		long guild = guildOfShard(3);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> operations.update(FleetUpdate.of().withClusterJvmArgs("-XX:+UseNoSuchGC")))
			.withMessageContaining("UseNoSuchGC");
		FleetOperation fewer = operations
			.update(FleetUpdate.of().withClusters(1).withClusterJvmArgs("-Dbot.update=the-second"));
		CompletableFuture<Map<String, Object>> patient = fleet.ipc()
			.requestAsync(IpcDestination.ownerOfGuild(guild).route("who"), "",
					new ParameterizedTypeReference<Map<String, Object>>() {
					}, Duration.ofMinutes(1));
		assertThat(end(operations, fewer).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(join(patient)).containsEntry("id", "cluster-0").containsEntry("shards", "0–3");
		fleet.awaitReady();
		assertThat(fleet.status().clusters()).singleElement()
			.satisfies((cluster) -> assertThat(cluster.release()).isEqualTo(fewer.id()));
		assertThat(fleet.status().shards()).isEqualTo(before.shards());
		assertThat(fleet.status().services()).extracting(FleetStatus.Service::pid)
			.isEqualTo(before.services().stream().map(FleetStatus.Service::pid).toList());
		assertThat(knowing("the-second")).containsExactly(true);
		assertThatExceptionOfType(IpcNoSuchDestinationException.class).isThrownBy(() -> who(IpcDestination.cluster(1)));
		answersMessages("after fewer");
		nothingIsMeasuredOf("cluster-1");
		String more = fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(0).route("update"), 2, String.class, Duration.ofMinutes(1));
		assertThat(operations.whenEnded(more).get(1, TimeUnit.MINUTES).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		fleet.awaitReady();
		assertThat(fleet.status().clusters()).extracting(FleetStatus.Cluster::lastShard).containsExactly(1, 3);
		assertThat(knowing("the-second")).containsExactly(false, false);
		assertThat(operations.ownerOfGuild(guild)).isEqualTo(WorkerId.cluster(1));
		answersMessages("after more");
		assertThat(fleet.discord().record().violations()).isEmpty();
	}

	private static long guildOfShard(int shard) {
		return fleet.discord()
			.guilds()
			.stream()
			.filter((candidate) -> candidate.shard(4) == shard)
			.findFirst()
			.orElseThrow()
			.id();
	}

	private static void nothingIsMeasuredOf(String worker) throws Exception {
		fleet.context().getBean(FleetStatistics.class).collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		MeterRegistry meters = fleet.context().getBean(MeterRegistry.class);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(meters.getMeters()).noneMatch(
					(meter) -> meter.getId().getTags().stream().anyMatch((tag) -> tag.getValue().equals(worker))));
	}

	private static List<Boolean> knowing(String value) {
		return fleet.ipc()
			.requestAll(IpcDestination.allClusters().route("knows"), value, Boolean.class, PATIENCE)
			.join()
			.values()
			.stream()
			.map(IpcReply::valueOrThrow)
			.toList();
	}

	@Test
	@Order(5)
	void aServiceIsCreatedFromAClassByAnotherServiceAndLivesLikeAnyOther() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		List<WorkerId> harbour = List.of(WorkerId.service("harbour"));
		IpcDestination who = IpcDestination.service("harbour").route("who");
		String id = fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("extra").route("create-harbour"), "", String.class);
		assertThat(operations.whenEnded(id).get(1, TimeUnit.MINUTES).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> operations.createService("harbour", HarbourService.class))
			.withMessageContaining("'harbour' already");
		Processes.kill(fleet.service("harbour").pid());
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("harbour").restarts() == 1);
		fleet.awaitReady();
		assertThat(end(operations, operations.restart(harbour, false)).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThat(fleet.context().getBean(FleetStatistics.class).collect().get(1, TimeUnit.MINUTES).services())
			.extracting(ServiceStats::name)
			.contains("harbour");
		assertThat(end(operations, operations.shutdown(harbour, false)).state())
			.isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(end(operations, operations.start(harbour)).state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.ipc().convertSendAndReceive(who, "", String.class)).isEqualTo("service-harbour");
		assertThat(fleet.context().getBean(AdmiralDesk.class).notes()).extracting(AdmiralDesk.Note::text)
			.contains("the harbour is closed");
	}

}
