package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows about one worker. Belongs to the loop's thread.
 */
final class WorkerHandle {

	private static final FleetLog logger = FleetLog.of(WorkerHandle.class);

	private final WorkerSpec spec;

	private final FailureHistory failures;

	private final SupervisorListener listener;

	private final LongSupplier nanoTime;

	private WorkerState state = WorkerState.STOPPED;

	private long stateSince;

	private long lastHeard;

	private @Nullable LaunchedWorker process;

	private boolean beingForked;

	private boolean killed;

	private int incarnation = -1;

	private int phase;

	private int wantedPhase;

	private long launchedAt;

	private long stoppedAt;

	private long drainDeadline;

	private @Nullable Long endNotBefore;

	private boolean wasLive;

	private Duration lastStart = Duration.ZERO;

	private boolean failing;

	private Duration pause = Duration.ZERO;

	private @Nullable String cause;

	private @Nullable WorkerVitals vitals;

	WorkerHandle(WorkerSpec spec, RestartLimits limits, SupervisorListener listener, LongSupplier nanoTime) {
		this.spec = spec;
		this.failures = new FailureHistory(limits, nanoTime);
		this.listener = listener;
		this.nanoTime = nanoTime;
		this.stateSince = nanoTime.getAsLong();
		this.stoppedAt = this.stateSince;
	}

	WorkerSpec spec() {
		return this.spec;
	}

	WorkerId id() {
		return this.spec.id();
	}

	boolean isCluster() {
		return id().role() == FleetRole.CLUSTER;
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
		if (!this.state.canBecome(next)) {
			throw new IllegalStateException("%s is %s and cannot become %s".formatted(id(), this.state, next));
		}
		WorkerState former = this.state;
		this.state = next;
		this.stateSince = this.nanoTime.getAsLong();
		if (next == WorkerState.LIVE) {
			this.wasLive = true;
			this.cause = null;
			this.lastStart = uptime();
		}
		logger.info(StateTopics.of(id().role(), next, restarts() > 0), "{} is {}", id(), next);
		this.listener.stateChanged(id(), former, next, this.cause);
	}

	/**
	 * A JVM is being forked, for the phase that is wanted now.
	 * @return which one in this worker's life
	 */
	int launching() {
		this.incarnation++;
		this.phase = this.wantedPhase;
		this.failing = false;
		this.pause = Duration.ZERO;
		this.launchedAt = this.nanoTime.getAsLong();
		this.lastHeard = this.launchedAt;
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
	 * Whether it has a JVM. One that is just being forked counts: it has no handle yet,
	 * but will have one.
	 */
	boolean hasProcess() {
		return this.process != null || this.beingForked;
	}

	/**
	 * Whether a report is of the JVM that it has now, not of one that is gone.
	 */
	boolean isOf(int incarnation) {
		return this.process != null && this.incarnation == incarnation;
	}

	/**
	 * End its JVM at once.
	 * @param reason why, for the log
	 */
	void kill(String reason) {
		LaunchedWorker current = this.process;
		if (current != null && !this.killed) {
			this.killed = true;
			logger.warn(StateTopics.of(id().role(), WorkerState.STOPPED, false), "{} (pid {}) is killed: {}", id(),
					current.pid(), reason);
			current.kill();
		}
	}

	void ended() {
		this.process = null;
		this.beingForked = false;
		this.endNotBefore = null;
		this.vitals = null;
		this.stoppedAt = this.nanoTime.getAsLong();
	}

	/**
	 * Its JVM has failed, be it that it has not ended yet.
	 * @param what what happened
	 */
	void failed(String what) {
		this.failures.failed(what, this.wasLive, (this.state == WorkerState.LIVE) ? timeInState() : Duration.ZERO);
		this.failing = true;
		this.cause = what;
	}

	boolean isFailing() {
		return this.failing;
	}

	FailureHistory failures() {
		return this.failures;
	}

	/**
	 * Why it is not live.
	 * @return the cause, {@code null} if nothing went wrong
	 */
	@Nullable String cause() {
		return this.cause;
	}

	/**
	 * It cannot be started now.
	 * @param reason why
	 * @return whether this is news
	 */
	boolean holdBack(String reason) {
		boolean news = !reason.equals(this.cause);
		this.cause = reason;
		return news;
	}

	boolean mayStart() {
		long wait = this.failing ? this.failures.backOff().toNanos() : this.pause.toNanos();
		return this.state == WorkerState.STOPPED && this.nanoTime.getAsLong() - this.stoppedAt >= wait;
	}

	/**
	 * Do not start it again at once, though it has not failed.
	 * @param time how long to wait
	 */
	void pause(Duration time) {
		this.pause = time;
	}

	/**
	 * Have it replaced by a JVM of a later phase.
	 * @param wanted the phase
	 */
	void want(int wanted) {
		this.wantedPhase = wanted;
		this.failures.clear();
		if (this.state == WorkerState.FAILED) {
			become(WorkerState.STOPPED);
		}
	}

	boolean isWanted(int wanted) {
		return this.wantedPhase == wanted;
	}

	boolean isOutdated() {
		return this.process != null && this.phase < this.wantedPhase;
	}

	boolean wasLive() {
		return this.wasLive;
	}

	/**
	 * Whether it does all of its work.
	 */
	boolean isReady() {
		return this.state == WorkerState.LIVE && shardsReady() == shards();
	}

	Duration timeInState() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.stateSince);
	}

	void heard() {
		this.lastHeard = this.nanoTime.getAsLong();
	}

	Duration silence() {
		return Duration.ofNanos(this.nanoTime.getAsLong() - this.lastHeard);
	}

	/**
	 * The Admiral itself stood still: what it did not hear meanwhile is not held against
	 * the worker.
	 * @param time for how long
	 */
	void excuse(Duration time) {
		this.lastHeard += time.toNanos();
		this.stateSince += time.toNanos();
		this.drainDeadline += time.toNanos();
	}

	Duration uptime() {
		return (this.process != null) ? Duration.ofNanos(this.nanoTime.getAsLong() - this.launchedAt) : Duration.ZERO;
	}

	/**
	 * How long it took last from the fork until it was live, zero if it never was.
	 */
	Duration lastStart() {
		return this.lastStart;
	}

	/**
	 * How many JVMs this worker has had, not counting the first.
	 */
	int restarts() {
		return Math.max(0, this.incarnation);
	}

	boolean wasStarted() {
		return this.incarnation >= 0;
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

	int shards() {
		return (this.spec.shards() != null) ? this.spec.shards().size() : 0;
	}

	int shardsReady() {
		return (this.vitals != null) ? (int) this.vitals.shards().stream().filter(ShardStats::ready).count() : 0;
	}

}
