package io.github.fleetboot.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.stats.MeterSample;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;

/**
 * One series of a worker in the Admiral's registry.
 */
final class WorkerSeries {

	private final Ascending count = new Ascending();

	private final Ascending total = new Ascending();

	private final List<Meter> registered = new ArrayList<>();

	private volatile double value;

	private volatile double max;

	/**
	 * Take what the worker says now.
	 * @param sample its sample
	 */
	void update(MeterSample sample) {
		this.value = sample.value();
		this.max = sample.max();
		if (this.count.update(sample.value())) {
			this.total.restart();
		}
		this.total.update(sample.total());
	}

	boolean isShown() {
		return !this.registered.isEmpty();
	}

	/**
	 * Register what there is to show.
	 * @param sample names it
	 * @param worker the tag that names the worker
	 * @param registry the Admiral's registry
	 */
	void show(MeterSample sample, Tags worker, MeterRegistry registry) {
		Tags tags = Tags.of(sample.tags().toArray(String[]::new)).and(worker);
		String name = sample.name();
		switch (sample.kind()) {
			case COUNTER -> counter(name, this.count, sample, tags, registry);
			case GAUGE -> this.registered.add(Gauge.builder(name, this, (series) -> series.value)
				.tags(tags)
				.baseUnit(sample.unit())
				.description(sample.description())
				.register(registry));
			case FUNCTION_TIMER -> timer(sample, tags, registry);
			case TIMER -> {
				timer(sample, tags, registry);
				this.registered.add(TimeGauge.builder(name + ".max", this, TimeUnit.SECONDS, (series) -> series.max)
					.tags(tags)
					.description(sample.description())
					.register(registry));
			}
			case SUMMARY -> {
				// Micrometer has no summary of functions
				this.registered.add(FunctionCounter.builder(name + ".count", this.count, Ascending::get)
					.tags(tags)
					.description(sample.description())
					.register(registry));
				counter(name + ".sum", this.total, sample, tags, registry);
				this.registered.add(Gauge.builder(name + ".max", this, (series) -> series.max)
					.tags(tags)
					.baseUnit(sample.unit())
					.description(sample.description())
					.register(registry));
			}
		}
	}

	private void counter(String name, Ascending source, MeterSample sample, Tags tags, MeterRegistry registry) {
		this.registered.add(FunctionCounter.builder(name, source, Ascending::get)
			.tags(tags)
			.baseUnit(sample.unit())
			.description(sample.description())
			.register(registry));
	}

	private void timer(MeterSample sample, Tags tags, MeterRegistry registry) {
		this.registered.add(
				FunctionTimer
					.builder(sample.name(), this, (series) -> (long) series.count.get(), (series) -> series.total.get(),
							TimeUnit.SECONDS)
					.tags(tags)
					.description(sample.description())
					.register(registry));
	}

	/**
	 * Show it no more, but go on counting where it was.
	 * @param registry the Admiral's registry
	 */
	void hide(MeterRegistry registry) {
		this.registered.forEach(registry::remove);
		this.registered.clear();
	}

}
