package io.github.fleetboot.bot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of worker is killed, and stopped, in each of its states, mostly two at once;
 * during the start and during the shutdown as well. Afterwards the fleet is whole again.
 */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final WorkerId ECHO = WorkerId.service("echo");

	private static final WorkerId LATE = WorkerId.service("late");

	private static final WorkerId FIRST = WorkerId.cluster(0);

	private static final WorkerId SECOND = WorkerId.cluster(1);

	@TempDir
	private static Path home;

	private static Path gate;

	private static BotFleet fleet;

	private static AdmiralDesk desk;

	@BeforeAll
	static void start() throws Exception {
		gate = Files.createFile(home.resolve("gate"));
		fleet = BotFleet.startHardy("--bot.echo.gate=" + gate, "--bot.late.delay=2s");
		desk = fleet.context().getBean(AdmiralDesk.class);
	}

	/**
	 * Even the end is disturbed.
	 */
	@AfterAll
	static void stopInChaos() {
		desk.when(FIRST, WorkerState.DRAINING, () -> stop(FIRST));
		desk.when(SECOND, WorkerState.DRAINING, () -> kill(SECOND));
		desk.when(ECHO, WorkerState.DRAINING, () -> kill(ECHO));
		desk.when(LATE, WorkerState.DRAINING, () -> stop(LATE));
		fleet.close();
		assertThat(desk.waiting()).isZero();
	}

	@AfterEach
	void theFleetIsWholeAgain() {
		fleet.awaitReady();
		FleetStatus status = fleet.status();
		assertThat(status.clusters()).allSatisfy((cluster) -> assertThat(cluster.failure()).isNull());
		assertThat(fleet.discord().record().violations()).isEmpty();
		Set<Long> children = Processes.childrenOf(ProcessHandle.current())
			.stream()
			.map(ProcessHandle::pid)
			.collect(Collectors.toSet());
		assertThat(children).containsExactlyInAnyOrderElementsOf(fleet.pids());
		for (int guild = 0; guild < 4; guild++) {
			fleet.discord().message(guild).content("!ping " + System.nanoTime()).send().awaitReply(PATIENCE);
		}
	}

	@Test
	@Order(1)
	void whileTheFleetStarts() throws Exception {
		killThenStop(LATE, WorkerState.STANDBY);
		killThenStop(ECHO, WorkerState.CONNECTING);
		assertThat(state(FIRST)).isEqualTo(WorkerState.STARTING);
		// Events come a little later than what they tell of: the next one is meant
		Awaitility.await().atMost(PATIENCE).until(() -> desk.changes().contains(FIRST + " " + WorkerState.STARTING));
		act(FIRST, WorkerState.STARTING, ChaosIntegrationTests::stop);
		kill(FIRST);
		killThenStop(SECOND, WorkerState.STANDBY);
		Awaitility.await().atMost(PATIENCE).until(() -> desk.waiting() == 0);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Stream.of(ECHO, LATE, FIRST, SECOND).allMatch((worker) -> restarts(worker) >= 2)
					&& state(ECHO) == WorkerState.CONNECTING && state(FIRST) == WorkerState.STANDBY);
		assertThat(fleet.discord().record().identifies()).isEmpty();
		act(FIRST, WorkerState.CONNECTING, ChaosIntegrationTests::kill);
		act(SECOND, WorkerState.CONNECTING, ChaosIntegrationTests::stop);
		Files.delete(gate);
		Awaitility.await().atMost(PATIENCE).until(() -> desk.waiting() == 0);
	}

	@Test
	@Order(2)
	void whileAllIsLive() {
		killOneAndStopAnother(FIRST, LATE);
		killOneAndStopAnother(ECHO, SECOND);
	}

	@Test
	@Order(3)
	void whileReplacementsStart() {
		act(ECHO, WorkerState.STARTING, ChaosIntegrationTests::stop);
		act(LATE, WorkerState.STARTING, ChaosIntegrationTests::kill);
		kill(ECHO);
		kill(LATE);
		awaitActed();
	}

	@Test
	@Order(4)
	void whileTheyDrain() {
		act(FIRST, WorkerState.DRAINING, ChaosIntegrationTests::stop);
		act(LATE, WorkerState.DRAINING, ChaosIntegrationTests::kill);
		Processes.terminate(pid(FIRST));
		Processes.terminate(pid(LATE));
		awaitActed();
		act(SECOND, WorkerState.DRAINING, ChaosIntegrationTests::kill);
		act(ECHO, WorkerState.DRAINING, ChaosIntegrationTests::stop);
		Processes.terminate(pid(SECOND));
		Processes.terminate(pid(ECHO));
		awaitActed();
	}

	/**
	 * What a hang leaves behind is kept, and nothing else is.
	 */
	@Test
	@Order(5)
	void whatHungIsOnFile() throws Exception {
		try (Stream<Path> dumps = Files.list(fleet.directory().resolve("dumps"))) {
			List<String> names = dumps.map((file) -> file.getFileName().toString()).toList();
			assertThat(names).anyMatch((name) -> name.contains("service-late"))
				.anyMatch((name) -> name.contains("cluster-1"));
		}
	}

	/**
	 * Do something to a worker as soon as it is in a state.
	 */
	private static void act(WorkerId worker, WorkerState state, Consumer<WorkerId> action) {
		desk.when(worker, state, () -> action.accept(worker));
	}

	/**
	 * Kill a worker as soon as it is in a state, and stop its replacement when that is
	 * there.
	 */
	private static void killThenStop(WorkerId worker, WorkerState state) {
		act(worker, state, (killed) -> {
			act(worker, state, ChaosIntegrationTests::stop);
			kill(killed);
		});
	}

	private static void kill(WorkerId worker) {
		Processes.signal("KILL", pid(worker));
	}

	private static void stop(WorkerId worker) {
		Processes.signal("STOP", pid(worker));
	}

	private static void awaitActed() {
		Awaitility.await().atMost(PATIENCE).until(() -> desk.waiting() == 0);
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.status().state() == FleetState.DEGRADED);
	}

	/**
	 * The killed one may be live again before the stopped one is missed.
	 */
	private static void killOneAndStopAnother(WorkerId killed, WorkerId stopped) {
		int restartsOfKilled = restarts(killed);
		int restartsOfStopped = restarts(stopped);
		kill(killed);
		stop(stopped);
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> restarts(killed) > restartsOfKilled && restarts(stopped) > restartsOfStopped);
		fleet.awaitReady();
	}

	/**
	 * The process of a worker, waited for if it is just being forked.
	 */
	private static long pid(WorkerId worker) {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.pollDelay(Duration.ZERO)
			.atMost(PATIENCE)
			.until(() -> known(worker), (pid) -> pid != null);
	}

	private static Long known(WorkerId worker) {
		return (worker.role() == FleetRole.CLUSTER) ? fleet.cluster(worker.clusterNumber()).pid()
				: fleet.service(worker.name()).pid();
	}

	private static WorkerState state(WorkerId worker) {
		return (worker.role() == FleetRole.CLUSTER) ? fleet.cluster(worker.clusterNumber()).state()
				: fleet.service(worker.name()).state();
	}

	private static int restarts(WorkerId worker) {
		return (worker.role() == FleetRole.CLUSTER) ? fleet.cluster(worker.clusterNumber()).restarts()
				: fleet.service(worker.name()).restarts();
	}

}
