package io.github.fleetboot.actuate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.StatsCollector;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.MeterSample;
import io.github.fleetboot.stats.WorkerMeters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the meters of workers in the Admiral's registry, each with the tag
 * {@value #WORKER}. There is what the worker said at the latest collection: series of a
 * worker that did not answer are gone, and when they come back, be it from its next JVM,
 * counts go on where they were. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WorkerMeterExport implements StatsCollector.Listener {

	/**
	 * The tag that names the worker.
	 */
	public static final String WORKER = "fleet.worker";

	private static final Logger logger = LoggerFactory.getLogger(WorkerMeterExport.class);

	private static final int MOST_NAMES = 10_000;

	private final Map<WorkerId, Map<List<Object>, WorkerSeries>> workers = new HashMap<>();

	private final Map<WorkerId, Long> leftOut = new HashMap<>();

	private final Map<String, Meter.Type> types = new HashMap<>();

	private final Set<String> told = new HashSet<>();

	private final MeterRegistry registry;

	private final int maxSeries;

	/**
	 * Create the export.
	 * @param registry the Admiral's registry
	 * @param maxSeries how many series a worker may have
	 */
	public WorkerMeterExport(MeterRegistry registry, int maxSeries) {
		this.registry = registry;
		this.maxSeries = maxSeries;
	}

	@Override
	public synchronized void collected(FleetStats stats, Map<WorkerId, WorkerMeters> meters) {
		Iterator<Map.Entry<WorkerId, Map<List<Object>, WorkerSeries>>> known = this.workers.entrySet().iterator();
		while (known.hasNext()) {
			Map.Entry<WorkerId, Map<List<Object>, WorkerSeries>> entry = known.next();
			WorkerId worker = entry.getKey();
			if (!meters.containsKey(worker)) {
				entry.getValue().values().forEach((series) -> series.hide(this.registry));
				if (!stats.missing().containsKey(worker.toString())) {
					// The fleet has no such worker any more
					known.remove();
					this.leftOut.remove(worker);
				}
			}
		}
		if (this.types.size() > MOST_NAMES) {
			this.types.clear();
			this.told.clear();
		}
		meters.forEach(this::update);
	}

	private void update(WorkerId worker, WorkerMeters meters) {
		Map<List<Object>, WorkerSeries> series = this.workers.computeIfAbsent(worker, (id) -> new HashMap<>());
		Set<List<Object>> present = new HashSet<>();
		meters.samples().stream().limit(this.maxSeries * 2L).forEach((sample) -> {
			if (mayBeShown(sample)) {
				present.add(sample.series());
				update(worker, sample, series.computeIfAbsent(sample.series(), (key) -> new WorkerSeries()));
			}
		});
		series.forEach((key, one) -> {
			if (!present.contains(key)) {
				one.hide(this.registry);
			}
		});
		if (series.size() > this.maxSeries * 2) {
			series.keySet().retainAll(present);
		}
		this.leftOut.put(worker, meters.leftOut());
		if (meters.leftOut() > 0 && this.told.add(worker.toString())) {
			logger.warn("{} has {} series of meters beyond those that the Admiral shows: more than "
					+ "fleet.stats.meters.max-series={}, of which a single meter may have a quarter, or with tags of "
					+ "more than 1000 characters; this is told once", worker, meters.leftOut(), this.maxSeries);
		}
	}

	private void update(WorkerId worker, MeterSample sample, WorkerSeries series) {
		series.update(sample);
		if (!series.isShown()) {
			try {
				series.show(sample, Tags.of(WORKER, worker.toString()), this.registry);
			}
			catch (RuntimeException ex) {
				if (this.told.add(sample.name())) {
					logger.warn("The meter '{}' of {} cannot be shown", sample.name(), worker, ex);
				}
			}
		}
	}

	/**
	 * Two meters of one name and different types would make the whole registry unreadable
	 * for Prometheus.
	 */
	private boolean mayBeShown(MeterSample sample) {
		Meter.Type wanted = switch (sample.kind()) {
			case GAUGE -> Meter.Type.GAUGE;
			case COUNTER -> Meter.Type.COUNTER;
			case TIMER, FUNCTION_TIMER -> Meter.Type.TIMER;
			case SUMMARY -> Meter.Type.DISTRIBUTION_SUMMARY;
		};
		Meter.Type type = this.types.computeIfAbsent(sample.name(), (name) -> {
			Meter present = this.registry.find(name).meter();
			return (present != null) ? present.getId().getType() : wanted;
		});
		if (type != wanted && this.told.add(sample.name())) {
			logger.warn("The meter '{}' of a worker is a {}, elsewhere it is a {}: it is not shown", sample.name(),
					wanted, type);
		}
		return type == wanted;
	}

	/**
	 * How many series of each worker are not shown.
	 * @return the numbers as of the latest collection
	 */
	synchronized Map<WorkerId, Long> leftOut() {
		return Map.copyOf(this.leftOut);
	}

}
