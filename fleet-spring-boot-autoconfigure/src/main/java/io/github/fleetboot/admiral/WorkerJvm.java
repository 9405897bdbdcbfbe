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
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows about one JVM of a worker, from its fork to its end. Belongs
 * to the loop's thread.
 */
final class WorkerJvm {

	private static final FleetLog logger = FleetLog.of(WorkerJvm.class);

	private final WorkerSpec spec;

	private final WorkerRelease release;

	private final int incarnation;

	private final int phase;

	private final LongSupplier nanoTime;

	private final long launchedAt;

	private WorkerState state = WorkerState.STOPPED;

	private long stateSince;

	private long lastHeard;

	private @Nullable LaunchedWorker process;

	private boolean beingForked;

	private boolean killed;

	private long drainDeadline;

	private @Nullable Long endNotBefore;

	private @Nullable String failure;

	private @Nullable WorkerVitals vitals;

	/**
	 * Create one that is being forked.
	 * @param spec its worker, as it is to run it
	 * @param release what it is forked from
	 * @param incarnation how many JVMs the worker had before, -1 for none at all
	 * @param phase the phase that it is forked for
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	WorkerJvm(WorkerSpec spec, WorkerRelease release, int incarnation, int phase, LongSupplier nanoTime) {
		this.spec = spec;
		this.release = release;
		this.incarnation = incarnation;
		this.phase = phase;
		this.nanoTime = nanoTime;
		this.launchedAt = nanoTime.getAsLong();
		this.stateSince = this.launchedAt;
		this.lastHeard = this.launchedAt;
		this.beingForked = incarnation >= 0;
	}

	WorkerId id() {
		return this.spec.id();
	}

	WorkerSpec spec() {
		return this.spec;
	}

	WorkerRelease release() {
		return this.release;
	}

	boolean isCluster() {
		return id().role() == FleetRole.CLUSTER;
	}

	int incarnation() {
		return this.incarnation;
	}

	int phase() {
		return this.phase;
	}

	WorkerState state() {
		return this.state;
	}

	boolean is(WorkerState... states) {
		return List.of(states).contains(this.state);
	}

	/**
	 * Go to another state.
	 * @param next the state
	 * @return the former one
	 */
	WorkerState become(WorkerState next) {
		WorkerState former = this.state;
		if (next != former) {
			if (!former.canBecome(next)) {
				throw new IllegalStateException("%s is %s and cannot become %s".formatted(id(), former, next));
			}
			this.state = next;
			this.stateSince = this.nanoTime.getAsLong();
		}
		return former;
	}

	void launched(LaunchedWorker launched) {
		this.process = launched;
		this.beingForked = false;
	}

	/**
	 * Whether there is a process. One that is just being forked counts: it has no handle
	 * yet, but will have one.
	 */
	boolean hasProcess() {
		return this.process != null || this.beingForked;
	}

	@Nullable LaunchedWorker process() {
		return this.process;
	}

	/**
	 * End it at once.
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
	}

	/**
	 * It has failed, be it that it has not ended yet.
	 * @param what what happened
	 */
	void failed(String what) {
		if (this.failure == null) {
			this.failure = what;
		}
	}

	boolean isFailing() {
		return this.failure != null;
	}

	@Nullable String failure() {
		return this.failure;
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
	 * It is to have drained in some time.
	 */
	void drainWithin(Duration timeout) {
		this.drainDeadline = this.nanoTime.getAsLong() + timeout.toNanos();
	}

	boolean drainIsOverdue() {
		return this.state == WorkerState.DRAINING && this.nanoTime.getAsLong() - this.drainDeadline >= 0;
	}

	/**
	 * It wants to be drained.
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

	void vitals(WorkerVitals latest) {
		this.vitals = latest;
	}

	@Nullable WorkerVitals vitals() {
		return this.vitals;
	}

	@Override
	public String toString() {
		LaunchedWorker current = this.process;
		return id() + ((current != null) ? " (pid " + current.pid() + ")" : "");
	}

}
