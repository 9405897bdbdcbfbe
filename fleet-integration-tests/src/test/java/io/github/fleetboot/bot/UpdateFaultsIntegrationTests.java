package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers are killed in the middle of an update. Afterwards the fleet is whole again. An
 * Admiral is killed meanwhile in {@link AdmiralProcessIntegrationTests}.
 */
@EnabledOnOs(OS.LINUX)
class UpdateFaultsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final WorkerId FIRST = WorkerId.cluster(0);

	private static final WorkerId SECOND = WorkerId.cluster(1);

	private static BotFleet fleet;

	private static AdmiralDesk desk;

	private static FleetOperations operations;

	@BeforeAll
	static void start() {
		fleet = BotFleet.startHardy(BotFleet.ONE_SERVICE);
		desk = fleet.context().getBean(AdmiralDesk.class);
		operations = fleet.context().getBean(FleetOperations.class);
		fleet.awaitReady();
	}

	@AfterAll
	static void stop() {
		fleet.close();
	}

	@AfterEach
	void theFleetIsWholeAgain() {
		fleet.awaitReady();
		assertThat(desk.waiting()).isZero();
		assertThat(fleet.status().clusters()).extracting(FleetStatus.Cluster::firstShard).containsExactly(0, 2);
		assertThat(fleet.status().clusters()).extracting(FleetStatus.Cluster::lastShard).containsExactly(1, 3);
		assertThat(fleet.discord().record().violations()).isEmpty();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(children()).hasSameElementsAs(fleet.pids()));
		for (int guild = 0; guild < 4; guild++) {
			fleet.discord().message(guild).content("!ping " + System.nanoTime()).send().awaitReply(PATIENCE);
		}
	}

	/**
	 * A service as its successor starts; a cluster as it starts, and once more as the
	 * next one starts.
	 */
	@Test
	void anUpdateComesToItsEndThoughWorkersAreKilledMeanwhile() throws Exception {
		long identifies = identifies();
		desk.when(FIRST, WorkerState.STARTING, () -> kill(FIRST));
		desk.when(SECOND, WorkerState.STARTING, () -> kill(FIRST));
		FleetOperation update = operations.update(FleetUpdate.of().withJvmArgs("-Dbot.update=all"));
		FleetStatus.Service echo = awaitSuccessor();
		Processes.signal("KILL", echo.pid());
		assertCompleted(update);
		assertThat(fleet.service("echo").pid()).isEqualTo(echo.successor().pid());
		assertThat(fleet.service("echo").release()).isEqualTo(update.id());
		assertThat(identifies() - identifies).isEqualTo(6);
	}

	@Test
	void aServiceWhoseSuccessorIsKilledGoesOnAndTheUpdateTellsIt() throws Exception {
		FleetStatus.Service echo = fleet.service("echo");
		FleetOperation update = operations.update(FleetUpdate.of().withJvmArgs("-Dbot.update=dies"));
		Processes.signal("KILL", awaitSuccessor().successor().pid());
		assertFailed(update, "service-echo goes on with the JVM that it had", "137");
		assertThat(fleet.service("echo").pid()).isEqualTo(echo.pid());
		assertThat(fleet.service("echo").release()).isEqualTo(echo.release());
	}

	@Test
	void aServiceWhoseSuccessorHangsGoesOnAndTheUpdateTellsIt() throws Exception {
		FleetStatus.Service echo = fleet.service("echo");
		FleetOperation update = operations.update(FleetUpdate.of().withJvmArgs("-Dbot.update=hangs"));
		Processes.signal("STOP", awaitSuccessor().successor().pid());
		assertFailed(update, "service-echo goes on with the JVM that it had", "it does not start");
		assertThat(fleet.service("echo").pid()).isEqualTo(echo.pid());
	}

	private static List<Long> children() {
		return Processes.childrenOf(ProcessHandle.current()).stream().map(ProcessHandle::pid).toList();
	}

	private static FleetStatus.Service awaitSuccessor() {
		return Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> fleet.service("echo"), (service) -> service.successor() != null);
	}

	private static void assertFailed(FleetOperation update, String... details) throws Exception {
		FleetOperation end = operations.whenEnded(update.id()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(end.state()).as(end.detail()).isEqualTo(FleetOperation.State.FAILED);
		assertThat(end.detail()).contains(details);
	}

	private static void assertCompleted(FleetOperation update) throws Exception {
		FleetOperation end = operations.whenEnded(update.id()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(end.state()).as(end.detail()).isEqualTo(FleetOperation.State.COMPLETED);
		fleet.awaitReady();
		assertThat(fleet.status().clusters()).extracting(FleetStatus.Cluster::release).containsOnly(update.id());
	}

	private static long identifies() {
		return fleet.discord().record().identifies().stream().filter(DiscordRecord.Identify::accepted).count();
	}

	private static void kill(WorkerId cluster) {
		Long pid = Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(PATIENCE)
			.until(() -> fleet.cluster(cluster.clusterNumber()).pid(), (known) -> known != null);
		Processes.signal("KILL", pid);
	}

}
