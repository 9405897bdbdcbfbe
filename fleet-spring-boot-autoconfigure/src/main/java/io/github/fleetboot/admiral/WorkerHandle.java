package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the supervisor knows about one worker. Belongs to the loop's thread.
 */
final class WorkerHandle {

	private static final Logger logger = LoggerFactory.getLogger(WorkerHandle.class);

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	private final WorkerSpec spec;

	private final LongSupplier nanoTime;

	private WorkerState state = WorkerState.STOPPED;

	private long stateSince;

	private @Nullable LaunchedWorker process;

	private boolean beingForked;

	private boolean killed;

	private int incarnation = -1;

	private long launchedAt;

	private long startNotBefore;

	private long drainDeadline;

	private @Nullable Long endNotBefore;

	private boolean wasLive;

	private boolean failing;

	private int failuresInARow;

	private @Nullable String lastFailure;

	private @Nullable WorkerVitals vitals;

	WorkerHandle(WorkerSpec spec, LongSupplier nanoTime) {
		this.spec = spec;
		this.nanoTime = nanoTime;
		this.stateSince = nanoTime.getAsLong();
		this.startNotBefore = this.stateSince;
	}

	WorkerSpec spec() {
		return this.spec;
	}

	WorkerId id() {
		return this.spec.id();
	}

	WorkerState state() {
		return this.state;
	}

	boolean is(WorkerState... states) {
		return List.of(states).contains(this.state);
	}

	void become(WorkerState next) {
		if (next == this.state) {
			return;
		}
		logger.info("{} is {}", id(), next);
		this.state = next;
		this.stateSince = this.nanoTime.getAsLong();
		if (next == WorkerState.LIVE) {
			this.wasLive = true;
		}
	}

	/**
	 * A JVM is being forked.
	 * @return which one in this worker's life
	 */
	int launching() {
		this.incarnation++;
		this.failing = false;
		this.launchedAt = this.nanoTime.getAsLong();
		this.beingForked = true;
		become(WorkerState.STARTING);
		return this.incarnation;
	}

	void launched(LaunchedWorker process) {
		this.process = process;
		this.beingForked = false;
		this.killed = false;
	}

	/**
	 * Whether its JVM is just being forked: it has no handle yet, but will have one.
	 */
	boolean isBeingForked() {
		return this.beingForked;
	}

	/**
	 * End its JVM at once.
	 * @param reason why, for the log
	 */
	void kill(String reason) {
		LaunchedWorker process = this.process;
		if (process != null && !this.killed) {
			this.killed = true;
			logger.warn("{} (pid {}) is killed: {}", id(), process.pid(), reason);
			process.kill();
		}
	}

	void ended() {
		this.process = null;
		this.beingForked = false;
		this.endNotBefore = null;
		this.vitals = null;
	}

	/**
	 * Note a failure.
	 * @param cause what happened
	 * @param stableAfter after how much time in {@link WorkerState#LIVE} earlier failures
	 * do not count
	 */
	void failed(String cause, Duration stableAfter) {
		if (this.state == WorkerState.LIVE && timeInState().compareTo(stableAfter) >= 0) {
			this.failuresInARow = 0;
		}
		this.failing = true;
		this.failuresInARow++;
		this.lastFailure = cause;
		this.startNotBefore = this.nanoTime.getAsLong() + backOff().toNanos();
	}

	/**
	 * The first failure of a worker that did its work is answered at once.
	 */
	Duration backOff() {
		int doublings = this.failuresInARow - (this.wasLive ? 2 : 1);
		if (doublings < 0) {
			return Duration.ZERO;
		}
		Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(doublings, 10));
		return (backOff.compareTo(LONGEST_BACK_OFF) < 0) ? backOff : LONGEST_BACK_OFF;
	}

	/**
	 * Whether this JVM has failed, be it that it has not ended yet.
	 */
	boolean isFailing() {
		return this.failing;
	}

	boolean mayStart() {
		return this.state == WorkerState.STOPPED && this.nanoTime.getAsLong() - this.startNotBefore >= 0;
	}

	int failuresInARow() {
		return this.failuresInARow;
	}

	@Nullable String lastFailure() {
		return this.lastFailure;
	}

	boolean wasLive() {
		return this.wasLive;
	}

	Duration timeInState() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.stateSince);
	}

	Duration uptime() {
		return (this.process != null) ? Duration.ofNanos(this.nanoTime.getAsLong() - this.launchedAt) : Duration.ZERO;
	}

	/**
	 * How many JVMs this worker has had, not counting the first.
	 */
	int restarts() {
		return Math.max(0, this.incarnation);
	}

	@Nullable LaunchedWorker process() {
		return this.process;
	}

	void draining(Duration timeout) {
		become(WorkerState.DRAINING);
		this.drainDeadline = this.nanoTime.getAsLong() + timeout.toNanos();
	}

	/**
	 * The worker wants to be drained.
	 * @param grace how long to wait before it is
	 */
	void askedToEnd(Duration grace) {
		if (this.endNotBefore == null) {
			this.endNotBefore = this.nanoTime.getAsLong() + grace.toNanos();
		}
	}

	boolean mayEndAsAsked() {
		return this.endNotBefore != null && this.state != WorkerState.DRAINING
				&& this.nanoTime.getAsLong() - this.endNotBefore >= 0;
	}

	boolean drainIsOverdue() {
		return this.state == WorkerState.DRAINING && this.nanoTime.getAsLong() - this.drainDeadline >= 0;
	}

	void vitals(WorkerVitals vitals) {
		this.vitals = vitals;
	}

	@Nullable WorkerVitals vitals() {
		return this.vitals;
	}

	int shardsReady() {
		return (this.vitals != null) ? (int) this.vitals.shards().stream().filter(ShardStats::ready).count() : 0;
	}

}
