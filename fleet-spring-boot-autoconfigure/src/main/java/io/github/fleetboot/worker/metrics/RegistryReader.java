package io.github.fleetboot.worker.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.MeterSample.Kind;
import io.github.fleetboot.stats.MeterSelection;
import io.github.fleetboot.stats.WorkerMeters;
import io.github.fleetboot.worker.MeterSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the selected meters of a registry. Which series are read stays the same while
 * they exist: when there are too many, those that came first. Not thread-safe.
 */
public final class RegistryReader implements MeterSource {

	/**
	 * What name and tags of one series may have together.
	 */
	private static final int MOST_CHARACTERS = 1000;

	private static final String SECONDS = "seconds";

	private final MeterRegistry registry;

	private final MeterSelection selection;

	private Set<Meter.Id> read = new HashSet<>();

	/**
	 * Create a reader.
	 * @param registry has the meters
	 * @param selection which of them to read
	 */
	public RegistryReader(MeterRegistry registry, MeterSelection selection) {
		this.registry = registry;
		this.selection = selection;
	}

	@Override
	public WorkerMeters read() {
		if (this.selection.isEmpty()) {
			return WorkerMeters.NONE;
		}
		List<Meter> known = new ArrayList<>();
		List<Meter> others = new ArrayList<>();
		for (Meter meter : this.registry.getMeters()) {
			if (this.selection.selects(meter.getId().getName())) {
				(this.read.contains(meter.getId()) ? known : others).add(meter);
			}
		}
		Selected selected = new Selected();
		known.forEach(selected::add);
		others.forEach(selected::add);
		this.read = selected.ids;
		return new WorkerMeters(selected.samples, selected.leftOut);
	}

	private static boolean isShort(Meter.Id id) {
		int length = id.getName().length();
		for (Tag tag : id.getTagsAsIterable()) {
			length += tag.getKey().length() + tag.getValue().length();
		}
		return length <= MOST_CHARACTERS;
	}

	private static List<MeterSample> samples(Meter meter) {
		Meter.Id id = meter.getId();
		if (meter instanceof Timer timer) {
			return List.of(sample(id, "", Kind.TIMER, SECONDS, (double) timer.count(),
					timer.totalTime(TimeUnit.SECONDS), timer.max(TimeUnit.SECONDS)));
		}
		if (meter instanceof FunctionTimer timer) {
			return List
				.of(sample(id, "", Kind.FUNCTION_TIMER, SECONDS, timer.count(), timer.totalTime(TimeUnit.SECONDS), 0));
		}
		if (meter instanceof LongTaskTimer timer) {
			return List.of(sample(id, ".active", Kind.GAUGE, "tasks", timer.activeTasks(), 0, 0),
					sample(id, ".duration", Kind.GAUGE, SECONDS, timer.duration(TimeUnit.SECONDS), 0, 0));
		}
		if (meter instanceof DistributionSummary summary) {
			return List.of(sample(id, "", Kind.SUMMARY, id.getBaseUnit(), (double) summary.count(),
					summary.totalAmount(), summary.max()));
		}
		if (meter instanceof Counter counter) {
			return List.of(sample(id, "", Kind.COUNTER, id.getBaseUnit(), counter.count(), 0, 0));
		}
		if (meter instanceof FunctionCounter counter) {
			return List.of(sample(id, "", Kind.COUNTER, id.getBaseUnit(), counter.count(), 0, 0));
		}
		if (meter instanceof TimeGauge gauge) {
			return List.of(sample(id, "", Kind.GAUGE, SECONDS, gauge.value(TimeUnit.SECONDS), 0, 0));
		}
		if (meter instanceof Gauge gauge) {
			return List.of(sample(id, "", Kind.GAUGE, id.getBaseUnit(), gauge.value(), 0, 0));
		}
		// A meter of the application's own making: nothing tells what it measures
		return List.of();
	}

	private static MeterSample sample(Meter.Id id, String suffix, Kind kind, @Nullable String unit, double value,
			double total, double max) {
		List<String> tags = new ArrayList<>();
		for (Tag tag : id.getTagsAsIterable()) {
			tags.add(tag.getKey());
			tags.add(tag.getValue());
		}
		return new MeterSample(id.getName() + suffix, kind, tags, unit, id.getDescription(), value, total, max);
	}

	/**
	 * What is read within the bounds.
	 */
	private final class Selected {

		private final Set<Meter.Id> ids = new HashSet<>();

		private final Map<String, Integer> byName = new HashMap<>();

		private final List<MeterSample> samples = new ArrayList<>();

		private long leftOut;

		void add(Meter meter) {
			Meter.Id id = meter.getId();
			int ofThisName = this.byName.getOrDefault(id.getName(), 0);
			if (this.samples.size() >= RegistryReader.this.selection.maxSeries()
					|| ofThisName >= RegistryReader.this.selection.maxSeriesOfOne() || !isShort(id)) {
				this.leftOut++;
				return;
			}
			try {
				this.samples.addAll(samples(meter));
				this.byName.put(id.getName(), ofThisName + 1);
				this.ids.add(id);
			}
			catch (RuntimeException ex) {
				// The application's function behind it failed
				this.leftOut++;
			}
		}

	}

}
