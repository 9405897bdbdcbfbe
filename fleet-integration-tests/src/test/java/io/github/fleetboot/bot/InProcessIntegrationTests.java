package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet whose workers all live in the JVM of the test: 2 clusters with a shard each and
 * 2 services.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InProcessIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/**
	 * Daemons that a JVM has once, whatever number of fleets, and that end when they have
	 * idled for half a minute or more.
	 */
	private static final List<String> STAYING = List.of("fleet-ipc-callback-", "HttpClient-", "OkHttp", "Okio Watchdog",
			"CompletableFutureDelayScheduler", "awaitility");

	private static final String BROKEN = "bot.echo.broken";

	private static Set<String> threadsBefore;

	private static BotFleet fleet;

	@BeforeAll
	static void start() {
		threadsBefore = threads();
		DiscordEmulator discord = DiscordEmulator.builder().guilds(4).shards(2).maxConcurrency(4).start();
		fleet = BotFleet
			.start(discord, "--fleet.workers.mode=in-process", "--fleet.clusters.count=2",
					"--fleet.sharding.max-concurrency=2")
			.awaitReady();
	}

	@AfterAll
	static void stopLeavesNoThreadSocketFileOrProcess() {
		fleet.close();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(threads()).filteredOn((name) -> STAYING.stream().noneMatch(name::startsWith))
						.isSubsetOf(threadsBefore));
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	@Order(1)
	void rolesShareTheJvmAndNoProcessIsStarted() {
		FleetStatus status = fleet.status();
		assertThat(fleet.pids()).hasSize(4).containsOnly(ProcessHandle.current().pid());
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		assertThat(status.shards()).isEqualTo(new FleetStatus.Shards(2, 2));
		assertThat(status.identify().maxConcurrency()).isEqualTo(2);
		assertThat(fleet.discord().record().violations()).isEmpty();
		assertThat(fleet.discord().record().identifies()).hasSize(2);
		assertThat(fleet.context().getBeanNamesForType(BotCluster.class)).isEmpty();
	}

	@Test
	@Order(1)
	void clustersAnswerAndTalkToServices() {
		for (int guild = 0; guild < 4; guild++) {
			fleet.discord().message(guild).content("!ping g" + guild).send().awaitReply(PATIENCE);
			assertThat(fleet.discord()
				.slashCommand(guild, "echo")
				.option("text", "e" + guild)
				.send()
				.awaitResponse(PATIENCE)
				.content()).isEqualTo("e" + guild);
		}
		assertThat(fleet.discord().record().messages()).hasSize(4);
		for (int cluster = 0; cluster < 2; cluster++) {
			assertThat(fleet.ipc()
				.convertSendAndReceive(IpcDestination.cluster(cluster).route("who"), "",
						new ParameterizedTypeReference<Map<String, Object>>() {
						}))
				.containsEntry("id", "cluster-" + cluster)
				.containsEntry("shards", Integer.toString(cluster));
		}
	}

	@Test
	@Order(2)
	void aWorkerThatLeavesAndFailsToStartIsReplacedInTheEnd(CapturedOutput output) {
		System.setProperty(BROKEN, "true");
		try {
			fleet.ipc().convertAndSend(IpcDestination.service("echo").route("leave"), "");
			Awaitility.await().atMost(PATIENCE).until(() -> output.toString().contains("START_FAILED"));
		}
		finally {
			System.clearProperty(BROKEN);
		}
		assertThat(output).contains("ended with exit code 0, DRAINED").contains("the echo is broken");
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.service("echo").restarts() >= 2);
		fleet.awaitReady();
		assertThat(fleet.service("late").restarts()).isZero();
		assertThat(fleet.cluster(0).state()).isEqualTo(WorkerState.LIVE);
		clustersAnswerAgain();
	}

	@Test
	@Order(3)
	void oneContextOfAServiceTakesOverFromAnother() throws Exception {
		FleetOperations operations = fleet.context().getBean(FleetOperations.class);
		int before = fleet.service("echo").restarts();
		String id = operations.restart(List.of(WorkerId.service("echo")), false).id();
		FleetOperation end = operations.whenEnded(id).get(1, TimeUnit.MINUTES);
		assertThat(end.state()).isEqualTo(FleetOperation.State.COMPLETED);
		assertThat(fleet.service("echo").restarts()).isEqualTo(before + 1);
		assertThat(fleet.status().state()).isEqualTo(FleetStatus.FleetState.RUNNING);
		clustersAnswerAgain();
	}

	private static void clustersAnswerAgain() {
		assertThat(fleet.discord()
			.slashCommand(0, "echo")
			.option("text", "again")
			.send()
			.awaitResponse(PATIENCE)
			.content()).isEqualTo("again");
	}

}
