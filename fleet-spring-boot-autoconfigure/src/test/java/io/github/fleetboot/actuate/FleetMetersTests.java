package io.github.fleetboot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.stats.ClusterStats;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.ShardStats;
import io.github.fleetboot.stats.WorkerMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FleetMeters}.
 */
class FleetMetersTests {

	private static final Instant START = Instant.parse("2026-11-27T20:00:00Z");

	private static final List<ShardStats> SHARDS = List.of(new ShardStats(0, "CONNECTED", true, 3, 30, 40),
			new ShardStats(1, "CONNECTING_TO_WEBSOCKET", false, 0, 0, -1));

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final WorkerMeterExport export = new WorkerMeterExport(this.registry, 10);

	private final Clock clock = new Clock();

	private @Nullable FleetStatus status;

	private @Nullable FleetStats stats;

	private IpcHubFigures ipc = IpcHubFigures.NONE;

	private Map<WorkerId, LogCounts> logs = Map.of();

	private final FleetMeters meters = new FleetMeters(this.registry, () -> this.status, new FleetStatistics() {

		@Override
		public Optional<FleetStats> latest() {
			return Optional.ofNullable(FleetMetersTests.this.stats);
		}

		@Override
		public CompletableFuture<FleetStats> collect() {
			throw new UnsupportedOperationException();
		}

	}, () -> this.ipc, () -> this.logs, this.export, this.clock);

	private static FleetStatus status(FleetStatus.Service... services) {
		return new FleetStatus("test", FleetState.RUNNING, new FleetStatus.Shards(2, 1),
				List.of(new FleetStatus.Cluster(0, WorkerState.LIVE, 7L, 0, 1, 3, 12, 30, 1_000_000, 61.5, 2, 0.25,
						SHARDS, null, null)),
				List.of(services), new FleetStatus.Identify(1000, 871, 12.5, 1), List.of());
	}

	private static FleetStatus.Service echo(WorkerState state, int restarts) {
		return new FleetStatus.Service("echo", state, 8L, 500_000, 62.5, restarts, null, null, null, null, null);
	}

	private List<String> scrape() {
		return this.registry.scrape().lines().toList();
	}

	private void everything() {
		this.status = status(echo(WorkerState.STARTING, 0));
		this.logs = Map.of(WorkerId.cluster(0), new LogCounts(100, 2, 3));
		this.ipc = new IpcHubFigures(Map.of(WorkerId.cluster(0), new IpcHubFigures.Member(2, 0, 4096),
				WorkerId.service("echo"), new IpcHubFigures.Member(0, 3, 0)), 5, 6);
		this.stats = FleetStats.of(START, 1,
				List.of(new ClusterStats(0, 3, 12, 30, 4, 1, 61.5, 1_000_000, 0.25, 80.0, SHARDS)), List.of(),
				Map.of("service-echo", "it is STARTING"));
		this.export.collected(this.stats, Map.of(WorkerId.cluster(0), new WorkerMeters(List.of(), 17)));
		this.clock.now = START.plusSeconds(5);
		this.meters.refresh();
	}

	@Test
	void thereAreNoneBeforeTheFleetStarts() {
		this.meters.refresh();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void eachHasItsValueInBaseUnits() {
		everything();
		assertThat(scrape()).contains("fleet_workers{state=\"LIVE\"} 1.0", "fleet_workers{state=\"STARTING\"} 1.0",
				"fleet_workers{state=\"FAILED\"} 0.0", "fleet_worker_live{fleet_worker=\"cluster-0\"} 1.0",
				"fleet_worker_live{fleet_worker=\"service-echo\"} 0.0",
				"fleet_worker_restarts_total{fleet_worker=\"cluster-0\"} 2.0",
				"fleet_worker_memory_bytes{fleet_worker=\"cluster-0\"} 1000000.0",
				"fleet_worker_uptime_seconds{fleet_worker=\"cluster-0\"} 61.5",
				"fleet_ipc_latency_seconds{fleet_worker=\"cluster-0\"} 2.5E-4",
				"fleet_ipc_hub_requests_open{fleet_worker=\"cluster-0\"} 2.0",
				"fleet_ipc_hub_queue_bytes{fleet_worker=\"cluster-0\"} 4096.0",
				"fleet_ipc_hub_queue_bytes{fleet_worker=\"admiral\"} 0.0",
				"fleet_ipc_hub_parked{fleet_worker=\"cluster-0\"} 0.0",
				"fleet_ipc_hub_parked{fleet_worker=\"service-echo\"} 3.0", "fleet_ipc_hub_dropped_total 5.0",
				"fleet_ipc_hub_refused_total 6.0", "fleet_shards 2.0", "fleet_shards_ready 1.0",
				"fleet_shard_ready{cluster=\"0\",shard=\"0\"} 1.0", "fleet_shard_ready{cluster=\"0\",shard=\"1\"} 0.0",
				"fleet_shard_latency_seconds{cluster=\"0\",shard=\"0\"} 0.04",
				"fleet_shard_guilds{cluster=\"0\",shard=\"0\"} 3.0",
				"fleet_shard_members{cluster=\"0\",shard=\"0\"} 30.0", "fleet_cluster_users{cluster=\"0\"} 12.0",
				"fleet_cluster_voice_connections{cluster=\"0\"} 4.0", "fleet_cluster_guilds_large{cluster=\"0\"} 1.0",
				"fleet_rest_latency_seconds{cluster=\"0\"} 0.08", "fleet_identify_limit 1000.0",
				"fleet_identify_remaining 871.0", "fleet_identify_reset_seconds 12.5", "fleet_operations_running 0.0",
				"fleet_log_records_total{fleet_worker=\"cluster-0\",outcome=\"forwarded\"} 100.0",
				"fleet_log_records_total{fleet_worker=\"cluster-0\",outcome=\"dropped\"} 2.0",
				"fleet_log_records_total{fleet_worker=\"cluster-0\",outcome=\"rate-limited\"} 3.0",
				"fleet_stats_age_seconds 5.0", "fleet_stats_missing 1.0",
				"fleet_stats_series_left_out{fleet_worker=\"cluster-0\"} 17.0");
		// Not known yet
		assertThat(scrape()).noneMatch((line) -> line.startsWith("fleet_shard_latency") && line.contains("\"1\""))
			.noneMatch((line) -> line.startsWith("fleet_ipc_latency") && line.contains("service-echo"));
	}

	@Test
	void valuesFollowAndRowsComeAndGo() {
		everything();
		this.status = status();
		this.logs = Map.of(WorkerId.cluster(0), new LogCounts(5, 0, 0));
		assertThat(scrape())
			.contains("fleet_log_records_total{fleet_worker=\"cluster-0\",outcome=\"forwarded\"} 100.0");
		this.clock.now = this.clock.now.plusSeconds(1);
		assertThat(scrape()).contains("fleet_log_records_total{fleet_worker=\"cluster-0\",outcome=\"forwarded\"} 105.0",
				"fleet_stats_age_seconds 6.0");
		this.meters.refresh();
		assertThat(scrape()).noneMatch((line) -> line.contains("service-echo"));
		this.status = status(echo(WorkerState.LIVE, 1));
		this.meters.refresh();
		assertThat(scrape()).contains("fleet_worker_live{fleet_worker=\"service-echo\"} 1.0",
				"fleet_worker_restarts_total{fleet_worker=\"service-echo\"} 1.0");
	}

	@Test
	void theGuideHasATableOfAll() throws IOException {
		List<String> expected = new ArrayList<>();
		for (FleetMeter meter : FleetMeter.values()) {
			String tags = String.join(", ", meter.tags().stream().map((tag) -> "`" + tag + "`").toList());
			expected.add("| `%s` | %s | %s | %s |".formatted(meter.id(), tags.isEmpty() ? "–" : tags,
					(meter.unit() != null) ? meter.unit() : "–", meter.description()));
		}
		List<String> documented = Files.readAllLines(Path.of("../docs/monitoring.md"))
			.stream()
			.filter((line) -> line.startsWith("| `fleet.") && line.split("\\|").length == 5)
			.filter((line) -> Arrays.stream(FleetMeter.values())
				.anyMatch((meter) -> line.startsWith("| `" + meter.id() + "` ")))
			.toList();
		assertThat(documented).isEqualTo(expected);
	}

	private static final class Clock implements InstantSource {

		private Instant now = START;

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
