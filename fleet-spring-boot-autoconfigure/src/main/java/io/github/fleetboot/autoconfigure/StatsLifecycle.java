package io.github.fleetboot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Future;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.stats.FleetStatistics;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Has statistics collected whenever the fleet becomes ready, and in each interval from
 * its start until it begins to stop.
 */
class StatsLifecycle implements SmartLifecycle {

	private final FleetStatistics statistics;

	private final StatsThread thread;

	private final Duration interval;

	private volatile @Nullable Future<?> schedule;

	private volatile boolean running;

	/**
	 * Create the schedule.
	 * @param statistics what to collect
	 * @param thread where to begin
	 * @param interval the time between two collections, zero for none
	 */
	StatsLifecycle(FleetStatistics statistics, StatsThread thread, Duration interval) {
		if (interval.isNegative()) {
			throw new FleetException("fleet.stats.interval=" + interval + " is no time to wait.",
					"Set it to a time such as 60s, or to 0 for statistics on demand only.");
		}
		this.statistics = statistics;
		this.thread = thread;
		this.interval = interval;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.interval.isZero()) {
			this.schedule = this.thread.repeat(this.statistics::collect, this.interval);
		}
	}

	@EventListener(FleetReadyEvent.class)
	void fleetIsReady() {
		if (this.running && !this.interval.isZero()) {
			this.statistics.collect();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		Future<?> current = this.schedule;
		if (current != null) {
			current.cancel(false);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * A context that is paused between tests keeps its fleet.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return FleetLifecycle.PHASE + 1;
	}

}
