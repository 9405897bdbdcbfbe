package io.github.fleetboot.actuate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerStateChangedEvent;
import io.github.fleetboot.actuate.FleetFigures.Row;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.FleetStatsEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * The meters of the fleet in the Admiral's registry. Their values are at most a second
 * old; a worker or shard that is no more has none. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetMeters {

	private static final Logger logger = LoggerFactory.getLogger(FleetMeters.class);

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Map<Row, Meter> meters = new HashMap<>();

	private final Map<Row, Ascending> counts = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final Supplier<@Nullable FleetStatus> status;

	private final FleetStatistics statistics;

	private final Supplier<IpcHubFigures> ipc;

	private final Supplier<Map<WorkerId, LogCounts>> logs;

	private final WorkerMeterExport export;

	private final InstantSource clock;

	private Map<Row, Double> values = Map.of();

	private long readAt;

	private boolean wasRead;

	/**
	 * Create the meters. There are none before the fleet has workers.
	 * @param registry the Admiral's registry
	 * @param status how the fleet fares; may block for a moment
	 * @param statistics what it counts
	 * @param ipc what the hub has in its hands; may block for a moment
	 * @param logs what became of the workers' logs
	 * @param export knows which meters of workers are not shown
	 * @param clock tells the time
	 */
	public FleetMeters(MeterRegistry registry, Supplier<@Nullable FleetStatus> status, FleetStatistics statistics,
			Supplier<IpcHubFigures> ipc, Supplier<Map<WorkerId, LogCounts>> logs, WorkerMeterExport export,
			InstantSource clock) {
		this.registry = registry;
		this.status = status;
		this.statistics = statistics;
		this.ipc = ipc;
		this.logs = logs;
		this.export = export;
		this.clock = clock;
	}

	/**
	 * There may be other workers, shards or figures than before.
	 */
	@EventListener({ WorkerStateChangedEvent.class, FleetStatsEvent.class })
	public synchronized void refresh() {
		read();
		this.meters.entrySet().removeIf((entry) -> {
			boolean gone = !this.values.containsKey(entry.getKey());
			if (gone) {
				this.registry.remove(entry.getValue());
			}
			return gone;
		});
		this.values.keySet().forEach((row) -> this.meters.computeIfAbsent(row, this::register));
	}

	private Meter register(Row row) {
		FleetMeter meter = row.meter();
		List<Tag> tags = new ArrayList<>();
		for (int i = 0; i < row.tags().size(); i++) {
			tags.add(Tag.of(meter.tags().get(i), row.tags().get(i)));
		}
		if (meter.isCounter()) {
			Ascending count = this.counts.computeIfAbsent(row, (key) -> new Ascending());
			return FunctionCounter.builder(meter.id(), count, (ascending) -> {
				double now = value(row);
				if (!Double.isNaN(now)) {
					ascending.update(now);
				}
				return ascending.get();
			}).tags(tags).description(meter.description()).register(this.registry);
		}
		return Gauge.builder(meter.id(), this, (meters) -> meters.value(row))
			.tags(tags)
			.baseUnit(meter.unit())
			.description(meter.description())
			.register(this.registry);
	}

	/**
	 * The value of one series.
	 * @return the value, not a number if it is unknown now
	 */
	synchronized double value(Row row) {
		long now = this.clock.millis();
		if (!this.wasRead || now - this.readAt >= FRESH.toMillis()) {
			read();
		}
		return this.values.getOrDefault(row, Double.NaN);
	}

	private void read() {
		this.readAt = this.clock.millis();
		this.wasRead = true;
		try {
			FleetStatus current = this.status.get();
			if (current != null) {
				FleetStats stats = this.statistics.latest().orElse(null);
				double age = (stats != null)
						? Duration.between(stats.timestamp(), this.clock.instant()).toMillis() / 1000.0 : 0;
				this.values = new FleetFigures(current, stats, this.ipc.get(), this.logs.get(), this.export.leftOut(),
						age)
					.values();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The fleet's meters could not be read", ex);
		}
	}

}
