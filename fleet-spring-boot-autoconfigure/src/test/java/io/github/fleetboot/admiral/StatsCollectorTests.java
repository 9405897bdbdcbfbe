package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.DiscordFigures;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.WorkerReport;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ClusterStats;
import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.ServiceStats;
import io.github.fleetboot.stats.ShardStats;
import io.github.fleetboot.stats.WorkerMeters;
import io.github.fleetboot.worker.MeterSource;
import io.github.fleetboot.worker.RemoteStatistics;
import io.github.fleetboot.worker.StatsHandler;
import io.github.fleetboot.worker.WorkerTask;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.handler.annotation.MessageMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StatsCollector}, with workers at the other end of sockets.
 */
class StatsCollectorTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");

	private static final MeterSample SAMPLE = new MeterSample("bot.pings", MeterSample.Kind.COUNTER, List.of("k", "v"),
			null, null, 3, 0, 0);

	private static final Map<String, ContributorHealth> HEALTH = Map.of("db",
			new ContributorHealth("DOWN", Map.of("error", "no connection", "pool", 3, "full", true)), "ping",
			new ContributorHealth("UP", Map.of()));

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private TestFleet fleet;

	@BeforeEach
	void open(@TempDir Path directory) {
		this.fleet = new TestFleet(directory);
	}

	@AfterEach
	void close() {
		this.fleet.close();
		this.executor.shutdownNow();
	}

	private StatsCollector collector(Duration timeout) {
		return new StatsCollector(this.fleet::status, this.fleet.template(), timeout, () -> NOW, this.executor);
	}

	private static StatsHandler cluster(int firstShard) {
		return handler(
				new WorkerVitals(100, 10,
						List.of(new ShardStats(firstShard, "CONNECTED", true, 3, 30, 40),
								new ShardStats(firstShard + 1, "CONNECTED", true, 4, 50, -1))),
				new DiscordFigures(2, 1, 80.0 + firstShard), () -> new WorkerMeters(List.of(SAMPLE), 5));
	}

	private static StatsHandler handler(WorkerVitals vitals, DiscordFigures figures, MeterSource meters) {
		return new StatsHandler(0, new WorkerTask() {

			@Override
			public void start(StartOrder order, Progress progress) {
			}

			@Override
			public void stop(Duration timeout) {
			}

			@Override
			public WorkerVitals vitals() {
				return vitals;
			}

			@Override
			public DiscordFigures figures() {
				return figures;
			}

		}, meters, (patience) -> CompletableFuture.completedFuture(HEALTH), Duration.ofMillis(300));
	}

	@Test
	void sumsUpWhatWorkersAnswer() throws Exception {
		this.fleet.join(WorkerId.cluster(0), cluster(0));
		this.fleet.join(WorkerId.cluster(1), cluster(2));
		this.fleet.join(WorkerId.service("echo"),
				handler(new WorkerVitals(50, 0, List.of()), DiscordFigures.NONE, () -> WorkerMeters.NONE));
		StatsCollector collector = collector(LONG);
		CompletableFuture<Map<WorkerId, WorkerMeters>> meters = new CompletableFuture<>();
		collector.listen("one that fails", (stats, shipped) -> {
			throw new IllegalStateException("the listener is broken");
		});
		collector.listen("one that works", (stats, shipped) -> meters.complete(shipped));
		assertThat(collector.latest()).isEmpty();
		FleetStats stats = collector.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(collector.health()).isEqualTo(
				Map.of(WorkerId.cluster(0), HEALTH, WorkerId.cluster(1), HEALTH, WorkerId.service("echo"), HEALTH));
		assertThat(stats.admiralMemory()).isPositive();
		assertThat(stats).isEqualTo(new FleetStats(NOW, 14, 20, 160, 4, 2, 4, 200, 50, stats.admiralMemory(),
				250 + stats.admiralMemory(), 81.0, stats.clusters(), stats.services(), Map.of()));
		assertThat(stats.clusters()).extracting(ClusterStats::id).containsExactly(0, 1);
		assertThat(stats.clusters().get(1)).isEqualTo(new ClusterStats(1, 7, 10, 80, 2, 1, 61.5, 100, 0.25, 82.0, List
			.of(new ShardStats(2, "CONNECTED", true, 3, 30, 40), new ShardStats(3, "CONNECTED", true, 4, 50, -1))));
		assertThat(stats.services()).containsExactly(new ServiceStats("echo", 62.5, 50, 0.5));
		assertThat(collector.latest()).contains(stats);
		assertThat(meters.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
			.containsOnlyKeys(WorkerId.cluster(0), WorkerId.cluster(1), WorkerId.service("echo"))
			.containsEntry(WorkerId.cluster(0), new WorkerMeters(List.of(SAMPLE), 5));
	}

	@Test
	void oneThatHangsIsMissingAfterTheTimeoutAndNobodyElse() {
		this.fleet.join(WorkerId.cluster(0), new Hanging());
		this.fleet.join(WorkerId.cluster(1), cluster(2));
		CompletableFuture<FleetStats> stats = collector(Duration.ofMillis(300)).collect();
		assertThat(stats).succeedsWithin(PATIENCE).satisfies((collected) -> {
			assertThat(collected.clusters()).extracting(ClusterStats::id).containsExactly(1);
			assertThat(collected.missing()).containsOnlyKeys("cluster-0");
			assertThat(collected.missing().get("cluster-0")).containsIgnoringCase("300");
		});
	}

	@Test
	void oneThatDiesMeanwhileIsMissingAtOnce() {
		Hanging dying = new Hanging();
		this.fleet.join(WorkerId.cluster(0), dying);
		this.fleet.join(WorkerId.cluster(1), cluster(2));
		CompletableFuture<FleetStats> stats = collector(Duration.ofMinutes(5)).collect();
		Awaitility.await().atMost(PATIENCE).until(() -> dying.asked.get() == 1);
		this.fleet.leave(WorkerId.cluster(0));
		assertThat(stats).succeedsWithin(PATIENCE).satisfies((collected) -> {
			assertThat(collected.clusters()).extracting(ClusterStats::id).containsExactly(1);
			assertThat(collected.missing()).containsOnlyKeys("cluster-0");
		});
	}

	@Test
	void oneThatIsDownIsNotWaitedFor() {
		this.fleet.add(WorkerId.cluster(0), WorkerState.FAILED, "the bilge is full");
		this.fleet.add(WorkerId.service("echo"), WorkerState.STARTING, null);
		assertThat(collector(Duration.ofMinutes(5)).collect()).succeedsWithin(PATIENCE)
			.satisfies((collected) -> assertThat(collected.missing())
				.isEqualTo(Map.of("cluster-0", "it is FAILED: the bilge is full", "service-echo", "it is STARTING")));
	}

	@Test
	void oneThatFailsIsMissingWithItsCause() {
		this.fleet.join(WorkerId.cluster(0), handler(new WorkerVitals(1, 1, List.of()), DiscordFigures.NONE, () -> {
			throw new IllegalStateException("no meters today");
		}));
		assertThat(collector(LONG).collect()).succeedsWithin(PATIENCE)
			.satisfies((collected) -> assertThat(collected.missing().get("cluster-0")).contains("no meters today"));
	}

	@Test
	void aGaugeThatHangsCostsTheMetersOnlyAndIsAskedOnce() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		CompletableFuture<WorkerMeters> never = new CompletableFuture<>();
		StatsHandler handler = handler(new WorkerVitals(70, 1, List.of()), DiscordFigures.NONE, () -> {
			asked.incrementAndGet();
			return never.join();
		});
		this.fleet.join(WorkerId.cluster(0), handler);
		StatsCollector collector = collector(LONG);
		for (int i = 0; i < 3; i++) {
			FleetStats stats = collector.collect().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(stats.clustersMemory()).isEqualTo(70);
			assertThat(stats.missing()).isEmpty();
		}
		assertThat(asked).hasValue(1);
		never.complete(WorkerMeters.NONE);
		handler.close();
	}

	@Test
	void whoeverAsksMeanwhileGetsTheSame() {
		Hanging slow = new Hanging();
		this.fleet.join(WorkerId.cluster(0), slow);
		StatsCollector collector = collector(LONG);
		List<CompletableFuture<FleetStats>> all = IntStream.range(0, 1000)
			.mapToObj((number) -> collector.collect())
			.toList();
		all.get(0).cancel(true);
		Awaitility.await().atMost(PATIENCE).until(() -> slow.asked.get() == 1);
		slow.answer.complete(new WorkerReport(0, new WorkerVitals(9, 9, List.of()), DiscordFigures.NONE,
				WorkerMeters.NONE, Map.of()));
		assertThat(all.get(1)).succeedsWithin(PATIENCE);
		assertThat(all.subList(2, 1000))
			.allSatisfy((stats) -> assertThat(stats).succeedsWithin(PATIENCE).isSameAs(all.get(1).join()));
		assertThat(slow.asked).hasValue(1);
		assertThat(collector.collect()).succeedsWithin(PATIENCE).isNotSameAs(all.get(1).join());
	}

	@Test
	void aFleetThatIsNotStartedHasNone() {
		StatsCollector collector = new StatsCollector(() -> null, this.fleet.template(), LONG, () -> NOW,
				this.executor);
		assertThat(collector.collect()).failsWithin(PATIENCE)
			.withThrowableOfType(java.util.concurrent.ExecutionException.class)
			.withCauseInstanceOf(FleetException.class);
		FleetOperation operation = new StatsOperations(collector).collect();
		assertThat(operation.kind()).isEqualTo("collect");
	}

	@Test
	void anOperationTellsWhatBecameOfIt() {
		Hanging slow = new Hanging();
		this.fleet.join(WorkerId.cluster(0), slow);
		StatsOperations operations = new StatsOperations(collector(LONG));
		FleetOperation begun = operations.collect();
		assertThat(begun.state()).isEqualTo(FleetOperation.State.RUNNING);
		slow.answer.complete(new WorkerReport(0, new WorkerVitals(9, 9, List.of()), DiscordFigures.NONE,
				WorkerMeters.NONE, Map.of()));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(operations.operation(begun.id())).get()
				.satisfies((ended) -> assertThat(ended.state()).isEqualTo(FleetOperation.State.COMPLETED))
				.satisfies((ended) -> assertThat(ended.detail()).isEqualTo("all workers answered")));
		assertThat(operations.operation("collect-9")).isEmpty();
	}

	@Test
	void workersAskTheAdmiral(@TempDir Path directory) {
		CompletableFuture<StatsCollector> forwarded = new CompletableFuture<>();
		TestFleet own = new TestFleet(directory, new Forwarding(forwarded));
		try {
			forwarded.complete(new StatsCollector(own::status, own.template(), LONG, () -> NOW, this.executor));
			RemoteStatistics remote = new RemoteStatistics(own.join(WorkerId.cluster(0), cluster(0)));
			assertThat(remote.latest()).isEmpty();
			FleetStats stats = remote.collect().join();
			assertThat(stats.guilds()).isEqualTo(7);
			assertThat(remote.latest()).contains(stats).isEqualTo(forwarded.join().latest());
			own.close();
			assertThatExceptionOfType(FleetException.class).isThrownBy(remote::latest);
		}
		finally {
			own.close();
		}
	}

	/**
	 * Stands for the collector, which needs its fleet first.
	 */
	private record Forwarding(CompletableFuture<StatsCollector> collector) {

		@MessageMapping(ControlRoutes.STATS_LATEST)
		@Nullable FleetStats latest() {
			return this.collector.join().latestForWorker();
		}

		@MessageMapping(ControlRoutes.STATS_COLLECT)
		CompletableFuture<FleetStats> collect() {
			return this.collector.join().collect();
		}

	}

	/**
	 * Answers when it is told to.
	 */
	private static final class Hanging {

		private final AtomicInteger asked = new AtomicInteger();

		private final CompletableFuture<WorkerReport> answer = new CompletableFuture<>();

		@MessageMapping(ControlRoutes.STATS)
		CompletableFuture<WorkerReport> stats() {
			this.asked.incrementAndGet();
			return this.answer.copy();
		}

	}

}
