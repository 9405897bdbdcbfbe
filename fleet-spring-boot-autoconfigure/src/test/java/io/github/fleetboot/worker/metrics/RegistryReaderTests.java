package io.github.fleetboot.worker.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.MeterSample.Kind;
import io.github.fleetboot.stats.MeterSelection;
import io.github.fleetboot.stats.WorkerMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegistryReader}.
 */
class RegistryReaderTests {

	private static final int MOST = 100;

	private static final int FLOOD = 1_000_000;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private RegistryReader reader(String... exclude) {
		return new RegistryReader(this.registry, new MeterSelection(Set.of("*"), Set.of(exclude), MOST));
	}

	@Test
	void readsEachKindWithUnitAndDescription() {
		Object state = new Object();
		Counter.builder("c")
			.tag("k", "v")
			.baseUnit("things")
			.description("a counter")
			.register(this.registry)
			.increment(2);
		FunctionCounter.builder("fc", state, (it) -> 3).register(this.registry);
		Gauge.builder("g", () -> -4.5).baseUnit("bytes").register(this.registry);
		TimeGauge.builder("tg", () -> 250, TimeUnit.MILLISECONDS).register(this.registry);
		Timer.builder("t").register(this.registry).record(Duration.ofMillis(500));
		FunctionTimer.builder("ft", state, (it) -> 6, (it) -> 700, TimeUnit.MILLISECONDS).register(this.registry);
		DistributionSummary summary = DistributionSummary.builder("s").baseUnit("bytes").register(this.registry);
		summary.record(10);
		summary.record(30);
		LongTaskTimer.builder("l").register(this.registry).start();
		Gauge.builder("broken", () -> {
			throw new IllegalStateException("no value");
		}).register(this.registry);
		WorkerMeters meters = reader().read();
		assertThat(meters.samples()).contains(
				new MeterSample("c", Kind.COUNTER, List.of("k", "v"), "things", "a counter", 2, 0, 0),
				new MeterSample("fc", Kind.COUNTER, List.of(), null, null, 3, 0, 0),
				new MeterSample("g", Kind.GAUGE, List.of(), "bytes", null, -4.5, 0, 0),
				new MeterSample("tg", Kind.GAUGE, List.of(), "seconds", null, 0.25, 0, 0),
				new MeterSample("t", Kind.TIMER, List.of(), "seconds", null, 1, 0.5, 0.5),
				new MeterSample("ft", Kind.FUNCTION_TIMER, List.of(), "seconds", null, 6, 0.7, 0),
				new MeterSample("s", Kind.SUMMARY, List.of(), "bytes", null, 2, 40, 30),
				new MeterSample("l.active", Kind.GAUGE, List.of(), "tasks", null, 1, 0, 0));
		assertThat(meters.samples()).extracting(MeterSample::name).contains("l.duration");
	}

	@Test
	void readsWhatIsIncludedAndNotExcluded() {
		for (String name : List.of("jvm.memory.used", "jvm.info", "system.cpu.count", "bot.pings", "systematic")) {
			this.registry.counter(name);
		}
		assertThat(names(reader("jvm.info", "system.*"))).containsExactlyInAnyOrder("jvm.memory.used", "bot.pings",
				"systematic");
		assertThat(names(new RegistryReader(this.registry, new MeterSelection(Set.of("bot.*"), Set.of(), MOST))))
			.containsExactly("bot.pings");
		assertThat(names(new RegistryReader(this.registry, new MeterSelection(Set.of(), Set.of(), MOST)))).isEmpty();
		assertThat(names(new RegistryReader(this.registry, new MeterSelection(Set.of("*"), Set.of(), 0)))).isEmpty();
	}

	private static Set<String> names(RegistryReader reader) {
		return reader.read().samples().stream().map(MeterSample::name).collect(Collectors.toSet());
	}

	@Test
	void aMeterWithTooManyTagsLeavesRoomForTheOthersAndShowsTheSameSeriesEachTime() {
		for (int i = 0; i < 10; i++) {
			this.registry.counter("early", "number", "" + i);
		}
		RegistryReader reader = reader();
		reader.read();
		for (int i = 0; i < FLOOD; i++) {
			this.registry.counter("flood", "user", "" + i).increment();
		}
		this.registry.counter("late");
		WorkerMeters first = reader.read();
		assertThat(first.leftOut()).isEqualTo(FLOOD - MOST / 4);
		assertThat(first.samples()).hasSize(10 + MOST / 4 + 1);
		assertThat(first.samples()).extracting(MeterSample::name).contains("early", "late");
		for (int i = 0; i < 1000; i++) {
			this.registry.counter("flood", "user", "more" + i).increment();
		}
		assertThat(reader.read().samples()).containsExactlyInAnyOrderElementsOf(first.samples());
	}

	@Test
	void tooManyNamesAndTooLongTagsAreLeftOutAsWell() {
		for (int i = 0; i < 300; i++) {
			this.registry.counter("name." + i);
		}
		assertThat(reader().read()).satisfies((meters) -> {
			assertThat(meters.samples()).hasSize(MOST);
			assertThat(meters.leftOut()).isEqualTo(200);
		});
		this.registry.clear();
		this.registry.counter("long", "text", "x".repeat(2000));
		assertThat(reader().read()).isEqualTo(new WorkerMeters(List.of(), 1));
	}

}
