package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import org.jspecify.annotations.Nullable;

/**
 * How far the fleet is from being complete, told as it goes on: often at first, and,
 * since a big bot starts for hours, ever more rarely. Belongs to the loop's thread.
 */
final class FleetProgress {

	private static final FleetLog logger = FleetLog.of(FleetProgress.class);

	private static final Duration FIRST_INTERVAL = Duration.ofSeconds(5);

	private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(2);

	private final Workers workers;

	private final StartBudget budget;

	private final Consumer<Step> listener;

	private final LongSupplier nanoTime;

	private long notReadySince;

	private long toldAt;

	private Duration interval = FIRST_INTERVAL;

	private int toldShards;

	private boolean ready;

	private boolean everReady;

	private boolean servicesTold;

	/**
	 * Create it.
	 * @param workers the workers
	 * @param budget knows how fast shards may identify
	 * @param listener is told how far the fleet is
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	FleetProgress(Workers workers, StartBudget budget, Consumer<Step> listener, LongSupplier nanoTime) {
		this.workers = workers;
		this.budget = budget;
		this.listener = listener;
		this.nanoTime = nanoTime;
		this.notReadySince = nanoTime.getAsLong();
		this.toldAt = this.notReadySince;
	}

	/**
	 * Look at the workers again.
	 * @return how long it took, if the fleet has just become ready, else {@code null}
	 */
	@Nullable Duration update() {
		boolean readyNow = this.workers.stream().allMatch(WorkerHandle::isReady);
		tellOfServices();
		long now = this.nanoTime.getAsLong();
		if (readyNow && !this.ready) {
			this.ready = true;
			this.everReady = true;
			return Duration.ofNanos(now - this.notReadySince);
		}
		if (!readyNow && this.ready && this.workers.live() < this.workers.all().size()) {
			// A shard that resumes is no reason to call the fleet ready anew
			this.ready = false;
			this.notReadySince = now;
			this.toldAt = now;
			this.toldShards = this.workers.shardsReady();
			this.interval = FIRST_INTERVAL;
		}
		if (!this.ready) {
			tell(now);
		}
		return null;
	}

	private void tellOfServices() {
		int services = this.workers.services();
		if (!this.servicesTold && services > 0 && this.workers.servicesLive() == services) {
			this.servicesTold = true;
			logger.info(LogTopic.ALL_SERVICES_LAUNCHED, "All {} services are live", services);
		}
	}

	private void tell(long now) {
		Step step = new Step(this.workers.shardsReady(), this.workers.shards(), this.workers.live(),
				this.workers.all().size(),
				this.budget.shortestTime(this.workers.shards() - this.workers.shardsReady()));
		boolean due = now - this.toldAt >= this.interval.toNanos();
		boolean overdue = now - this.toldAt >= LONGEST_INTERVAL.toNanos();
		if (!due || (step.shardsReady() == this.toldShards && !overdue)) {
			return;
		}
		this.toldAt = now;
		this.toldShards = step.shardsReady();
		this.interval = this.interval.multipliedBy(3).dividedBy(2);
		if (this.interval.compareTo(LONGEST_INTERVAL) > 0) {
			this.interval = LONGEST_INTERVAL;
		}
		logger.info(LogTopic.CONCURRENCY_GROUP_STARTING,
				"{} of {} shards are ready, {} of {} workers live; at least {} s to go{}", step.shardsReady(),
				step.shards(), step.workersLive(), step.workers(), step.leastTimeToGo().toSeconds(), hindrances());
		this.listener.accept(step);
	}

	private String hindrances() {
		StringBuilder text = new StringBuilder();
		this.workers.stream()
			.filter((worker) -> worker.cause() != null && !worker.is(WorkerState.LIVE))
			.limit(3)
			.forEach((worker) -> text.append("; ").append(worker.id()).append(": ").append(worker.cause()));
		return text.toString();
	}

	FleetState state(boolean stopping) {
		if (stopping) {
			return FleetState.STOPPING;
		}
		if (this.workers.stream().allMatch(WorkerHandle::isReady)) {
			return FleetState.RUNNING;
		}
		boolean lacking = this.workers.stream().anyMatch((worker) -> worker.is(WorkerState.FAILED) || worker.isDown());
		return (this.everReady || lacking) ? FleetState.DEGRADED : FleetState.STARTING;
	}

	/**
	 * How far the fleet is.
	 */
	record Step(int shardsReady, int shards, int workersLive, int workers, Duration leastTimeToGo) {
	}

}
