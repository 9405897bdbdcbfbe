package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows about one worker, and what is wanted of it. It has one JVM,
 * whose state is the worker's, and while one takes over from another a second one: a
 * successor that is not ready yet, or a predecessor that drains. Belongs to the loop's
 * thread.
 */
final class WorkerHandle {

	private static final FleetLog logger = FleetLog.of(WorkerHandle.class);

	private WorkerSpec spec;

	private final WorkerReleases releases;

	private boolean retired;

	private final FailureHistory failures;

	private final SupervisorListener listener;

	private final LongSupplier nanoTime;

	/**
	 * Stays here when it has ended, until the next one is forked.
	 */
	private WorkerJvm jvm;

	private @Nullable WorkerJvm successor;

	private @Nullable WorkerJvm predecessor;

	private int forks;

	private int wantedPhase;

	private long stoppedAt;

	private boolean wasLive;

	private Duration lastStart = Duration.ZERO;

	private Duration pause = Duration.ZERO;

	private @Nullable String cause;

	private @Nullable String takeOverFailure;

	private @Nullable String down;

	WorkerHandle(WorkerSpec spec, WorkerRelease release, RestartLimits limits, SupervisorListener listener,
			LongSupplier nanoTime) {
		this.spec = spec;
		this.releases = new WorkerReleases(release);
		this.failures = new FailureHistory(limits, nanoTime);
		this.listener = listener;
		this.nanoTime = nanoTime;
		this.jvm = new WorkerJvm(spec, release, -1, 0, nanoTime);
		this.stoppedAt = nanoTime.getAsLong();
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

	/**
	 * The JVM that does the worker's work, or was the last to do it.
	 */
	WorkerJvm jvm() {
		return this.jvm;
	}

	@Nullable WorkerJvm successor() {
		return this.successor;
	}

	@Nullable WorkerJvm predecessor() {
		return this.predecessor;
	}

	/**
	 * All that have a process.
	 */
	List<WorkerJvm> jvms() {
		return Stream.of(this.jvm, this.successor, this.predecessor)
			.filter((candidate) -> candidate != null && candidate.hasProcess())
			.toList();
	}

	/**
	 * The JVM that a report is of.
	 * @param incarnation its number
	 * @return the JVM, {@code null} if it is gone
	 */
	@Nullable WorkerJvm jvm(int incarnation) {
		return jvms().stream()
			.filter((candidate) -> candidate.incarnation() == incarnation && candidate.process() != null)
			.findFirst()
			.orElse(null);
	}

	WorkerState state() {
		return this.jvm.state();
	}

	boolean is(WorkerState... states) {
		return this.jvm.is(states);
	}

	void become(WorkerState next) {
		become(this.jvm, next);
	}

	void become(WorkerJvm which, WorkerState next) {
		WorkerState former = which.become(next);
		if (next == former) {
			return;
		}
		if (which == this.jvm) {
			entered(former, next);
		}
		else {
			logger.info(StateTopics.restart(id().role()), "The {} JVM of {} is {}",
					(which == this.successor) ? "next" : "former", which, next);
		}
	}

	private void entered(WorkerState former, WorkerState next) {
		if (next == WorkerState.LIVE) {
			live();
		}
		logger.info(StateTopics.of(id().role(), next, restarts() > 0), "{} is {}", id(), next);
		this.listener.stateChanged(id(), former, next, this.cause);
	}

	private void live() {
		this.wasLive = true;
		this.releases.proved(this.jvm.release());
		this.cause = null;
		this.lastStart = this.jvm.uptime();
	}

	/**
	 * A JVM is being forked, for the phase that is wanted now.
	 */
	WorkerJvm launching() {
		this.pause = Duration.ZERO;
		this.jvm = next();
		become(WorkerState.STARTING);
		return this.jvm;
	}

	/**
	 * A JVM is being forked that will take over from the present one.
	 */
	WorkerJvm launchingSuccessor() {
		WorkerJvm next = next();
		this.successor = next;
		this.takeOverFailure = null;
		become(next, WorkerState.STARTING);
		return next;
	}

	private WorkerJvm next() {
		return new WorkerJvm(this.spec, this.releases.next(), this.forks++, this.wantedPhase, this.nanoTime);
	}

	/**
	 * The successor is ready and becomes the JVM of the worker, which stays live.
	 * @return the former one
	 */
	WorkerJvm takeOver() {
		WorkerJvm former = this.jvm;
		this.predecessor = former;
		succeed();
		if (former.is(WorkerState.LIVE)) {
			live();
		}
		else {
			entered(former.state(), WorkerState.LIVE);
		}
		return former;
	}

	/**
	 * The JVM is gone before its successor was ready: now all is as if that one had been
	 * forked anew.
	 */
	void inherit() {
		succeed();
		entered(WorkerState.STOPPED, WorkerState.STARTING);
		if (state() != WorkerState.STARTING) {
			entered(WorkerState.STARTING, state());
		}
	}

	private void succeed() {
		if (this.successor == null) {
			throw new IllegalStateException(id() + " has no successor");
		}
		this.jvm = this.successor;
		this.successor = null;
	}

	/**
	 * The successor is not wanted any more: the worker goes on with the JVM that it has.
	 * @param reason why
	 */
	void abandonSuccessor(String reason) {
		this.takeOverFailure = reason;
		this.wantedPhase = this.jvm.phase();
		this.releases.assign(this.jvm.release());
		if (this.successor != null) {
			this.successor.failed(reason);
			this.successor.kill(reason);
		}
	}

	/**
	 * Why the last successor did not take over.
	 */
	@Nullable String takeOverFailure() {
		return this.takeOverFailure;
	}

	/**
	 * One of its JVMs has ended.
	 */
	void ended(WorkerJvm which) {
		which.ended();
		if (which == this.successor) {
			this.successor = null;
		}
		else if (which == this.predecessor) {
			this.predecessor = null;
		}
		else {
			this.stoppedAt = this.nanoTime.getAsLong();
		}
	}

	/**
	 * One of its JVMs has failed, be it that it has not ended yet.
	 * @param which which one
	 * @param what what happened
	 */
	void failed(WorkerJvm which, String what) {
		if (which == this.jvm) {
			this.failures.failed(what, this.wasLive, is(WorkerState.LIVE) ? which.timeInState() : Duration.ZERO);
			this.cause = what;
		}
		which.failed(what);
	}

	boolean isFailing() {
		return this.jvm.isFailing();
	}

	FailureHistory failures() {
		return this.failures;
	}

	/**
	 * Why it is not live.
	 * @return the cause, {@code null} if nothing went wrong
	 */
	@Nullable String cause() {
		return (this.down != null) ? this.down : this.cause;
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
		long wait = isFailing() ? this.failures.backOff().toNanos() : this.pause.toNanos();
		return this.down == null && is(WorkerState.STOPPED) && this.nanoTime.getAsLong() - this.stoppedAt >= wait;
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
		up();
	}

	/**
	 * What its next JVM is forked from. The present one goes on.
	 */
	WorkerReleases releases() {
		return this.releases;
	}

	/**
	 * Have its next JVM run other shards. The present one goes on.
	 * @param next which ones, of the same worker
	 */
	void assign(WorkerSpec next) {
		this.spec = next;
	}

	/**
	 * Whether something is forked from a release for it, or was and still runs.
	 */
	boolean uses(WorkerRelease candidate) {
		return this.releases.include(candidate)
				|| jvms().stream().anyMatch((running) -> candidate.equals(running.release()));
	}

	/**
	 * There is to be no such worker any more.
	 * @param reason why
	 */
	void retire(String reason) {
		this.retired = true;
		this.down = reason;
		if (is(WorkerState.FAILED)) {
			become(WorkerState.STOPPED);
		}
	}

	boolean isRetired() {
		return this.retired;
	}

	/**
	 * Whether this worker has shards that another one is to run: two JVMs must not have
	 * the same. Of two that want the same, this one has them if it is wanted as it was
	 * before.
	 */
	boolean keepsFrom(WorkerHandle other) {
		if (other == this) {
			return false;
		}
		boolean runs = jvms().stream().anyMatch((running) -> other.spec.overlaps(running.spec()));
		return runs || (!this.retired && this.wantedPhase < other.wantedPhase && other.spec.overlaps(this.spec));
	}

	int wantedPhase() {
		return this.wantedPhase;
	}

	/**
	 * It is to have a JVM, also if it was shut down or given up.
	 */
	void up() {
		if (this.down != null) {
			this.down = null;
			this.listener.absent(id(), null);
		}
		this.cause = null;
		this.failures.clear();
		if (is(WorkerState.FAILED)) {
			become(WorkerState.STOPPED);
		}
	}

	/**
	 * It is to have no JVM.
	 * @param reason why
	 */
	void down(String reason) {
		String lost = (this.spec.shards() != null) ? "; nobody runs the shards " + this.spec.shards() : "";
		this.down = reason + lost;
		this.listener.absent(id(), this.down);
		if (is(WorkerState.FAILED)) {
			become(WorkerState.STOPPED);
		}
	}

	boolean isDown() {
		return this.down != null;
	}

	boolean isWanted(int wanted) {
		return this.wantedPhase == wanted;
	}

	boolean isOutdated() {
		return this.jvm.hasProcess() && this.jvm.phase() < this.wantedPhase;
	}

	boolean wasLive() {
		return this.wasLive;
	}

	/**
	 * Whether it does all of its work.
	 */
	boolean isReady() {
		return is(WorkerState.LIVE) && shardsReady() == shards();
	}

	Duration uptime() {
		return this.jvm.uptime();
	}

	/**
	 * How long it took last from the fork until it was live, zero if it never was.
	 */
	Duration lastStart() {
		return this.lastStart;
	}

	/**
	 * How many JVMs this worker has had before this one.
	 */
	int restarts() {
		return Math.max(0, this.jvm.incarnation());
	}

	boolean wasStarted() {
		return this.forks > 0;
	}

	boolean hasProcess() {
		return !jvms().isEmpty();
	}

	@Nullable LaunchedWorker process() {
		return this.jvm.process();
	}

	@Nullable WorkerVitals vitals() {
		return this.jvm.vitals();
	}

	int shards() {
		return this.spec.size();
	}

	int shardsReady() {
		WorkerVitals vitals = vitals();
		return (vitals != null) ? (int) vitals.shards().stream().filter(ShardStats::ready).count() : 0;
	}

}
