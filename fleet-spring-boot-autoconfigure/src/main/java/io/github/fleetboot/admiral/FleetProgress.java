package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.admiral.FleetStatus.Operation;
import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the start has come, told in the log as it goes on. Belongs to the loop's
 * thread.
 */
final class FleetProgress {

	private static final Logger logger = LoggerFactory.getLogger(FleetProgress.class);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

	private final LongSupplier nanoTime;

	private final IdentifyCoordinator coordinator;

	private final long startedAt;

	private long notReadySince;

	private long loggedAt;

	private int loggedShards;

	private boolean ready;

	private boolean everReady;

	FleetProgress(IdentifyCoordinator coordinator, LongSupplier nanoTime) {
		this.coordinator = coordinator;
		this.nanoTime = nanoTime;
		this.startedAt = nanoTime.getAsLong();
		this.notReadySince = this.startedAt;
		this.loggedAt = this.startedAt;
	}

	/**
	 * Look at the workers again.
	 * @param workers the workers
	 * @return how long it took, if the fleet has just become ready, else {@code null}
	 */
	@Nullable Duration update(Collection<WorkerHandle> workers) {
		boolean readyNow = workers.stream().allMatch(FleetProgress::isReady);
		long now = this.nanoTime.getAsLong();
		if (readyNow && !this.ready) {
			this.ready = true;
			this.everReady = true;
			return Duration.ofNanos(now - this.notReadySince);
		}
		if (!readyNow && this.ready && workers.stream().anyMatch((worker) -> !worker.is(WorkerState.LIVE))) {
			// A shard that resumes is no reason to call the fleet ready anew
			this.ready = false;
			this.notReadySince = now;
		}
		if (!this.ready) {
			logProgress(workers, now);
		}
		return null;
	}

	private void logProgress(Collection<WorkerHandle> workers, long now) {
		int shardsReady = shardsReady(workers);
		if (shardsReady == this.loggedShards || now - this.loggedAt < LOG_INTERVAL.toNanos()) {
			return;
		}
		this.loggedAt = now;
		this.loggedShards = shardsReady;
		int total = totalShards(workers);
		logger.info("{} of {} shards are ready, {} of {} workers live; at least {} s to go", shardsReady, total,
				workers.stream().filter((worker) -> worker.is(WorkerState.LIVE)).count(), workers.size(),
				this.coordinator.shortestTime(total - shardsReady).toSeconds());
	}

	FleetState state(Collection<WorkerHandle> workers, boolean stopping) {
		if (stopping) {
			return FleetState.STOPPING;
		}
		if (workers.stream().allMatch(FleetProgress::isReady)) {
			return FleetState.RUNNING;
		}
		boolean failed = workers.stream().anyMatch((worker) -> worker.is(WorkerState.FAILED));
		return (this.everReady || failed) ? FleetState.DEGRADED : FleetState.STARTING;
	}

	List<Operation> operations(Collection<WorkerHandle> workers) {
		if (this.everReady) {
			return List.of(new Operation("start", "start", "COMPLETED", 1, 0.0));
		}
		int total = totalShards(workers);
		long services = workers.stream().filter((worker) -> worker.id().role() == FleetRole.SERVICE).count();
		long servicesLive = workers.stream()
			.filter((worker) -> worker.id().role() == FleetRole.SERVICE && worker.is(WorkerState.LIVE))
			.count();
		int shardsReady = shardsReady(workers);
		double progress = (double) (servicesLive + shardsReady) / Math.max(1, services + total);
		return List.of(new Operation("start", "start", "RUNNING", progress,
				this.coordinator.shortestTime(total - shardsReady).toMillis() / 1000.0));
	}

	private static boolean isReady(WorkerHandle worker) {
		return worker.is(WorkerState.LIVE) && worker.shardsReady() == shards(worker);
	}

	static int totalShards(Collection<WorkerHandle> workers) {
		return workers.stream().mapToInt(FleetProgress::shards).sum();
	}

	static int shardsReady(Collection<WorkerHandle> workers) {
		return workers.stream().mapToInt(WorkerHandle::shardsReady).sum();
	}

	private static int shards(WorkerHandle worker) {
		ShardRange shards = worker.spec().shards();
		return (shards != null) ? shards.size() : 0;
	}

}
