package io.github.fleetboot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.MeterSample.Kind;
import io.github.fleetboot.stats.WorkerMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerMeterExport}, as Prometheus sees it.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerMeterExportTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final WorkerId SERVICE = WorkerId.service("echo");

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final WorkerMeterExport export = new WorkerMeterExport(this.registry, 100);

	private static MeterSample sample(String name, Kind kind, double value, double total, double max, String... tags) {
		return new MeterSample(name, kind, List.of(tags), (kind == Kind.GAUGE || kind == Kind.SUMMARY) ? "bytes" : null,
				"about " + name, value, total, max);
	}

	private void collected(Map<WorkerId, WorkerMeters> meters, String... missing) {
		Map<String, String> causes = Arrays.stream(missing).collect(Collectors.toMap((it) -> it, (it) -> "gone"));
		this.export.collected(FleetStats.of(Instant.EPOCH, 1, List.of(), List.of(), causes), meters);
	}

	private void collected(WorkerId worker, MeterSample... samples) {
		collected(Map.of(worker, new WorkerMeters(List.of(samples), 0)));
	}

	private List<String> scrape() {
		return this.registry.scrape().lines().filter((line) -> !line.startsWith("# HELP")).toList();
	}

	@Test
	void eachKindArrivesWithItsType() {
		collected(CLUSTER, sample("bot.pings", Kind.COUNTER, 3, 0, 0, "k", "v"),
				sample("bot.cache", Kind.GAUGE, 4.5, 0, 0), sample("bot.answer", Kind.TIMER, 2, 1.5, 0.9),
				sample("bot.gc", Kind.FUNCTION_TIMER, 5, 0.25, 0), sample("bot.size", Kind.SUMMARY, 2, 40, 30));
		assertThat(scrape()).contains("# TYPE bot_pings_total counter",
				"bot_pings_total{fleet_worker=\"cluster-0\",k=\"v\"} 3.0", "# TYPE bot_cache_bytes gauge",
				"bot_cache_bytes{fleet_worker=\"cluster-0\"} 4.5", "# TYPE bot_answer_seconds summary",
				"bot_answer_seconds_count{fleet_worker=\"cluster-0\"} 2",
				"bot_answer_seconds_sum{fleet_worker=\"cluster-0\"} 1.5", "# TYPE bot_answer_max_seconds gauge",
				"bot_answer_max_seconds{fleet_worker=\"cluster-0\"} 0.9", "# TYPE bot_gc_seconds summary",
				"bot_gc_seconds_count{fleet_worker=\"cluster-0\"} 5",
				"bot_size_count_total{fleet_worker=\"cluster-0\"} 2.0",
				"bot_size_sum_bytes_total{fleet_worker=\"cluster-0\"} 40.0",
				"bot_size_max_bytes{fleet_worker=\"cluster-0\"} 30.0");
		assertThat(this.registry.scrape()).contains("# HELP bot_pings_total about bot.pings");
	}

	@Test
	void ofARestartedWorkerCountsDoNotGoBackwardsAndGaugesAreWhatTheyAre() {
		collected(CLUSTER, sample("bot.pings", Kind.COUNTER, 100, 0, 0), sample("bot.cache", Kind.GAUGE, 50, 0, 0),
				sample("bot.answer", Kind.TIMER, 10, 5, 0.9));
		collected(CLUSTER, sample("bot.pings", Kind.COUNTER, 3, 0, 0), sample("bot.cache", Kind.GAUGE, 2, 0, 0),
				sample("bot.answer", Kind.TIMER, 1, 6, 0.2));
		assertThat(scrape()).contains("bot_pings_total{fleet_worker=\"cluster-0\"} 103.0",
				"bot_cache_bytes{fleet_worker=\"cluster-0\"} 2.0",
				"bot_answer_seconds_count{fleet_worker=\"cluster-0\"} 11",
				"bot_answer_seconds_sum{fleet_worker=\"cluster-0\"} 11.0");
	}

	@Test
	void seriesOfAWorkerThatIsAwayAreGoneUntilItIsBack() {
		MeterSample pings = sample("bot.pings", Kind.COUNTER, 100, 0, 0);
		collected(Map.of(CLUSTER, new WorkerMeters(List.of(pings), 0), SERVICE, new WorkerMeters(List.of(pings), 0)));
		assertThat(scrape()).contains("bot_pings_total{fleet_worker=\"cluster-0\"} 100.0",
				"bot_pings_total{fleet_worker=\"service-echo\"} 100.0");
		collected(Map.of(SERVICE, new WorkerMeters(List.of(pings), 0)), "cluster-0");
		assertThat(scrape()).contains("bot_pings_total{fleet_worker=\"service-echo\"} 100.0")
			.noneMatch((line) -> line.contains("cluster-0"));
		collected(CLUSTER, sample("bot.pings", Kind.COUNTER, 1, 0, 0));
		assertThat(scrape()).contains("bot_pings_total{fleet_worker=\"cluster-0\"} 101.0")
			.noneMatch((line) -> line.contains("service-echo"));
		collected(CLUSTER);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void standsBesideTheAdmiralsOwnMetersOfThatName() {
		Gauge.builder("jvm.memory.used", () -> 7).baseUnit("bytes").tag("area", "heap").register(this.registry);
		Timer.builder("bot.answer").tag("k", "v").register(this.registry).record(Duration.ofSeconds(1));
		collected(CLUSTER, sample("jvm.memory.used", Kind.GAUGE, 8, 0, 0, "area", "heap"),
				sample("bot.answer", Kind.TIMER, 2, 1.5, 0.9));
		assertThat(scrape()).contains("jvm_memory_used_bytes{area=\"heap\"} 7.0",
				"jvm_memory_used_bytes{area=\"heap\",fleet_worker=\"cluster-0\"} 8.0",
				"bot_answer_seconds_count{k=\"v\"} 1", "bot_answer_seconds_count{fleet_worker=\"cluster-0\"} 2");
	}

	@Test
	void aMeterThatIsSomethingElseElsewhereIsNotShown() {
		this.registry.summary("clash").record(1);
		collected(CLUSTER, sample("clash", Kind.COUNTER, 1, 0, 0), sample("fine", Kind.COUNTER, 1, 0, 0));
		assertThat(scrape()).anyMatch((line) -> line.startsWith("fine_total{"))
			.noneMatch((line) -> line.startsWith("clash") && line.contains("cluster-0"));
	}

	@Test
	void aWorkerThatSendsMoreThanItMayIsBoundedAndWarnedOfOnce(CapturedOutput output) {
		MeterSample[] flood = new MeterSample[10_000];
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < flood.length; i++) {
				flood[i] = sample("flood", Kind.COUNTER, 1, 0, 0, "round", "" + round, "number", "" + i);
			}
			collected(Map.of(CLUSTER, new WorkerMeters(List.of(flood), 12)));
			assertThat(this.registry.getMeters()).hasSize(200);
			assertThat(this.export.leftOut()).containsEntry(CLUSTER, 12L);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(1)
			.first()
			.asString()
			.contains("cluster-0 has 12 series of meters beyond", "fleet.stats.meters.max-series=100");
	}

}
