package io.github.fleetboot.bot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.ServiceStats;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a fleet that has just started does and tells of itself.
 * {@link FleetIntegrationTests} runs this.
 */
abstract class FleetStateIntegrationTests extends AbstractFleetIntegrationTests {

	@Test
	void identifiesOnlyAfterAllServicesAreReadyAndWithoutViolations() {
		DiscordRecord record = fleet.discord().record();
		assertThat(record.violations()).isEmpty();
		assertThat(record.identifies()).hasSize(4);
		AdmiralDesk.Note ready = fleet.context()
			.getBean(AdmiralDesk.class)
			.notes()
			.stream()
			.filter((note) -> note.text().equals("late is ready"))
			.findFirst()
			.orElseThrow();
		assertThat(ready.sender()).isEqualTo(WorkerId.service("late"));
		assertThat(record.identifies().get(0).time().nanos()).isGreaterThan(ready.nanos());
	}

	@Test
	void answersMessagesAndInteractionsOfEveryShardOnce() {
		for (int guild = 0; guild < 8; guild++) {
			fleet.discord().message(guild).from("Ada").content("!ping g" + guild).send().awaitReply(PATIENCE);
			String echo = fleet.discord()
				.slashCommand(guild, "echo")
				.option("text", "e" + guild)
				.send()
				.awaitResponse(PATIENCE)
				.content();
			assertThat(echo).isEqualTo("e" + guild);
		}
		List<String> replies = fleet.discord()
			.record()
			.messages()
			.stream()
			.map((message) -> message.content())
			.toList();
		assertThat(replies).containsAll(IntStream.range(0, 8).mapToObj((guild) -> "Pong! g" + guild).toList())
			.doesNotHaveDuplicates();
	}

	@Test
	void statusTellsOfEveryWorkerAndShard() {
		FleetStatus status = fleet.status();
		assertThat(status.shards()).isEqualTo(new FleetStatus.Shards(4, 4));
		assertThat(status.clusters()).extracting(FleetStatus.Cluster::id).containsExactly(0, 1);
		assertThat(status.clusters().stream().mapToLong(FleetStatus.Cluster::guilds).sum())
			.isEqualTo(FleetIntegrationTests.GUILDS);
		assertThat(status.clusters().stream().mapToLong(FleetStatus.Cluster::members).sum())
			.isEqualTo(FleetIntegrationTests.GUILDS * 5);
		assertThat(status.clusters()).allSatisfy((cluster) -> {
			assertThat(cluster.state()).isEqualTo(WorkerState.LIVE);
			assertThat(cluster.memory()).isGreaterThan(30_000_000);
			assertThat(cluster.uptime()).isPositive();
			assertThat(cluster.shards()).hasSize(2);
		});
		assertThat(status.services()).extracting(FleetStatus.Service::name).containsExactlyInAnyOrder("echo", "late");
		assertThat(status.identify()).satisfies((identify) -> assertThat(identify.remaining()).isEqualTo(996));
		assertThat(status.operations()).singleElement()
			.satisfies((operation) -> assertThat(operation.state()).isEqualTo("COMPLETED"));
		Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).ipcLatency() != null);
	}

	@Test
	void statisticsAreTheSameInTheAdmiralAndInWorkers() throws Exception {
		FleetStatistics statistics = fleet.context().getBean(FleetStatistics.class);
		FleetStats stats = statistics.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(stats.missing()).isEmpty();
		assertThat(stats.guilds()).isEqualTo(FleetIntegrationTests.GUILDS);
		assertThat(stats.members()).isEqualTo(FleetIntegrationTests.GUILDS * 5);
		assertThat(stats.shardCount()).isEqualTo(4);
		assertThat(stats.clusters()).hasSize(2).allSatisfy((cluster) -> {
			assertThat(cluster.memory()).isGreaterThan(30_000_000);
			assertThat(cluster.uptime()).isPositive();
			assertThat(cluster.restLatency()).isNotNull().isNotNegative();
			assertThat(cluster.shards()).hasSize(2);
		});
		assertThat(stats.services()).extracting(ServiceStats::name).containsExactlyInAnyOrder("echo", "late");
		FleetStats ofWorker = fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(1).route("statistics"), null, FleetStats.class, PATIENCE);
		assertThat(statistics.latest()).contains(ofWorker);
		assertThat(ofWorker.timestamp()).isAfter(stats.timestamp());
		MeterRegistry meters = fleet.context().getBean(MeterRegistry.class);
		for (String worker : List.of("cluster-0", "cluster-1", "service-echo", "service-late")) {
			assertThat(meters.get("jvm.memory.used").tag("fleet.worker", worker).gauges()).isNotEmpty()
				.allSatisfy((gauge) -> assertThat(gauge.value()).isNotNegative());
			assertThat(meters.get("fleet.ipc.requests.open").tag("fleet.worker", worker).gauges()).hasSize(2);
			assertThat(meters.get("fleet.ipc.hub.queue").tag("fleet.worker", worker).gauge().value()).isNotNegative();
		}
		assertThat(meters.get("fleet.ipc.requests.open").tag("fleet.worker", "admiral").gauges()).hasSize(2);
		assertThat(meters.get("fleet.ipc.hub.dropped").functionCounter().count()).isNotNegative();
	}

	@Test
	@SuppressWarnings("unchecked")
	void healthOfWorkersIsShownAndDegradesTheFleet() throws Exception {
		FleetStatistics statistics = fleet.context().getBean(FleetStatistics.class);
		FleetHealthIndicator indicator = fleet.context().getBean(FleetHealthIndicator.class);
		for (String status : List.of("DOWN", "UP")) {
			fleet.ipc()
				.convertSendAndReceive(IpcDestination.cluster(1).route("health"), status, String.class, PATIENCE);
			statistics.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			Health health = indicator.health();
			assertThat(health.getStatus().getCode()).isEqualTo(status.equals("UP") ? "UP" : "DEGRADED");
			assertThat((Map<String, Object>) health.getDetails().get("workers"))
				.isEqualTo(Map.of("cluster-0", Map.of("cluster", new ContributorHealth("UP", Map.of("asked", true))),
						"cluster-1", Map.of("cluster", new ContributorHealth(status, Map.of("asked", true)))));
		}
	}

	@Test
	void workersHoldNoWebServerNorNettyNorReactorNorAValidatorThatNobodyAsksFor() throws Exception {
		for (long pid : fleet.pids()) {
			List<String> histogram = Processes.classHistogram(pid);
			assertThat(histogram).anyMatch((line) -> line.contains("io.github.fleetboot.ipc.IpcTemplate"));
			assertThat(histogram).noneMatch((line) -> line.contains(" org.apache.catalina.")
					|| line.contains(" org.apache.tomcat.") || line.contains(" org.apache.coyote.")
					|| line.contains(" io.netty.") || line.contains(" reactor.") || line.contains(" io.prometheus."));
			boolean validates = pid == fleet.service("late").pid();
			assertThat(histogram.stream().anyMatch((line) -> line.contains(" org.hibernate.validator.")))
				.isEqualTo(validates);
		}
	}

	@Test
	void noSecretIsAmongTheArgumentsOfAWorker() {
		String token = fleet.discord().token();
		assertThat(Processes.childrenOf(ProcessHandle.current())).isNotEmpty().allSatisfy((worker) -> {
			assertThat(worker.info().commandLine().orElseThrow()).contains("-Dfleet.worker=").doesNotContain(token);
		});
	}

	@Test
	void servicesDoNotKnowTheToken() {
		String token = fleet.discord().token();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.cluster(0).route("knows"), token, Boolean.class, PATIENCE)).isTrue();
		assertThat(fleet.ipc()
			.convertSendAndReceive(IpcDestination.service("echo").route("knows"), token, Boolean.class, PATIENCE))
			.isFalse();
	}

}
