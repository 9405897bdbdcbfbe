package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.process.ExitReport;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.VitalsReport;
import org.jspecify.annotations.Nullable;

/**
 * Compares the workers that there are with those that there should be, and takes one
 * small step after another towards them. All methods are to be called on the loop's
 * thread, unless they say otherwise.
 */
final class Supervisor {

	private static final FleetLog logger = FleetLog.of(Supervisor.class);

	private static final Duration TICK = Duration.ofMillis(250);

	/**
	 * Ctrl-C reaches workers and Admiral alike, in no order: when a worker says that it
	 * was told to end, the next moment may tell that all are, and then services come
	 * last.
	 */
	private static final Duration SIGNAL_GRACE = Duration.ofSeconds(1);

	/**
	 * SIGHUP, SIGINT and SIGTERM end a JVM that does not listen to its Admiral yet.
	 */
	private static final Set<Integer> SIGNALS = Set.of(129, 130, 143);

	private final Workers workers = new Workers();

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private final SupervisionLoop loop;

	private final WorkerDrains drains;

	private final TakeOvers takeOvers;

	private final WorkerStarts starts;

	private final SupervisorSettings settings;

	private final SupervisorListener listener;

	private final Operations operations;

	private final WorkerWatch watch;

	private final AdmiralStall stall;

	private final WorkerRoster roster;

	private boolean stopping;

	Supervisor(Collection<WorkerSpec> specs, Collection<WorkerSpec> dormant, String gatewayUrl, SupervisionLoop loop,
			WorkerLauncher launcher, WorkerOrders orders, SupervisorSettings settings, SupervisorListener listener,
			StartBudget budget, AdmiralStall stall, LongSupplier nanoTime) {
		this.loop = loop;
		this.settings = settings;
		this.listener = listener;
		this.drains = new WorkerDrains(this.workers, orders, loop, settings);
		this.takeOvers = new TakeOvers(orders, this.drains, this::launch);
		this.starts = new WorkerStarts(this.workers, orders, budget, gatewayUrl, settings.servicesTogether(),
				this::launch);
		this.roster = new WorkerRoster(this.workers, orders, loop, launcher,
				(spec, release) -> new WorkerHandle(spec, release, settings.restarts(), listener, nanoTime), listener);
		specs.forEach((spec) -> this.roster.add(spec, this.roster.current()));
		this.operations = new Operations(this.workers, budget, dormant, this.roster);
		this.watch = new WorkerWatch(settings.watch(), loop, this::hangs, nanoTime);
		this.stall = stall;
	}

	/**
	 * Begin. May be called from any thread.
	 */
	void start() {
		this.loop.execute(this::tick);
	}

	/**
	 * Drain all workers, clusters before services. May be called from any thread, and
	 * more than once.
	 * @return completes when no worker's JVM is left
	 */
	CompletableFuture<Void> stop() {
		this.loop.execute(() -> {
			if (!this.stopping) {
				this.stopping = true;
				logger.info(LogTopic.TOTAL_SHUTDOWN, "The fleet stops: {} workers are to end",
						this.workers.stream().filter(WorkerHandle::hasProcess).count());
				this.operations.endAll();
			}
			reconcile();
		});
		return this.stopped;
	}

	/**
	 * End all workers for good, because somebody wants it.
	 * @param hard whether they are killed instead of drained
	 * @return the operation, which has just begun
	 */
	FleetOperation shutdownAll(boolean hard) {
		this.stopping = true;
		FleetOperation shutdown = this.operations.shutdownAll(hard);
		if (hard) {
			this.drains.killAll("the fleet is shut down");
		}
		reconcile();
		return shutdown;
	}

	boolean isStopping() {
		return this.stopping;
	}

	Workers workers() {
		return this.workers;
	}

	Operations operations() {
		return this.operations;
	}

	void connected(WorkerId id, int incarnation) {
		WorkerJvm jvm = jvm(id, incarnation);
		if (jvm != null) {
			jvm.heard();
		}
	}

	private @Nullable WorkerJvm jvm(WorkerId id, int incarnation) {
		WorkerHandle worker = this.workers.get(id);
		return (worker != null) ? worker.jvm(incarnation) : null;
	}

	void reported(WorkerId id, StateReport report) {
		WorkerHandle worker = this.workers.get(id);
		WorkerJvm jvm = (worker != null) ? worker.jvm(report.incarnation()) : null;
		if (worker == null || jvm == null) {
			logger.debug(LogTopic.CLUSTER_SHUTDOWN, "{} of a JVM that is gone reports {}", id, report);
			return;
		}
		jvm.heard();
		switch (report.state()) {
			case STANDBY, CONNECTING, LIVE -> {
				if (jvm.is(WorkerState.DRAINING) && !jvm.isFailing()) {
					// It did not hear the order
					this.drains.order(jvm, jvm == worker.predecessor());
				}
				else if (jvm.state().canBecome(report.state())) {
					worker.become(jvm, report.state());
				}
			}
			case DRAINING -> {
				if (report.cause() != null && jvm.state().isUp()) {
					logger.info(StateTopics.restart(id.role()), "{} asks to end: {}", jvm, report.cause());
					jvm.askedToEnd(SIGNAL_GRACE);
				}
			}
			case FAILED -> reportedFailure(worker, jvm, report);
			default -> logger.debug(StateTopics.restart(id.role()), "{} reports {}", id, report);
		}
		reconcile();
	}

	private void reportedFailure(WorkerHandle worker, WorkerJvm jvm, StateReport report) {
		String cause = String.valueOf(report.cause());
		worker.failed(jvm, cause);
		// It ends by itself now
		this.drains.begin(worker, jvm);
		if (report.refused()) {
			refused(cause, String.valueOf(report.action()));
		}
	}

	private void refused(String cause, String action) {
		if (!this.stopping) {
			this.stopping = true;
			this.operations.endAll();
			this.listener.refused(new FleetRefusedException(cause, action));
		}
	}

	void reported(WorkerId id, VitalsReport report) {
		WorkerJvm jvm = jvm(id, report.incarnation());
		if (jvm != null) {
			jvm.heard();
			jvm.vitals(report.vitals());
			reconcile();
		}
	}

	private void tick() {
		try {
			Duration stood = this.stall.look();
			if (!stood.isZero()) {
				logger.warn(LogTopic.ADMIRAL_START,
						"The Admiral stood still for {} s; workers that were not heard meanwhile are not blamed",
						stood.toMillis() / 1000.0);
				jvms().forEach((jvm) -> jvm.excuse(stood));
			}
			reconcile();
		}
		finally {
			if (!this.stopped.isDone()) {
				this.loop.schedule(this::tick, TICK);
			}
		}
	}

	private List<WorkerJvm> jvms() {
		return this.workers.stream().flatMap((worker) -> worker.jvms().stream()).toList();
	}

	private void reconcile() {
		for (WorkerJvm jvm : jvms()) {
			this.drains.killIfOverdue(jvm);
			this.watch.look(jvm);
		}
		this.roster.clean();
		if (this.stopping) {
			if (this.drains.drainAll()) {
				this.operations.step();
				this.stopped.complete(null);
			}
		}
		else {
			this.operations.step();
			this.workers.all().forEach(this::retireAndReplace);
			this.starts.step();
		}
		this.listener.changed();
	}

	private void hangs(WorkerJvm jvm, String cause) {
		WorkerHandle worker = this.workers.get(jvm.id());
		if (worker != null) {
			worker.failed(jvm, cause);
			jvm.kill(cause);
		}
	}

	private void retireAndReplace(WorkerHandle worker) {
		if (worker.isDown()) {
			this.drains.end(worker, this.operations.isHard(worker));
			return;
		}
		WorkerJvm jvm = worker.jvm();
		this.takeOvers.look(worker);
		if (jvm != worker.jvm() || jvm.isFailing() || !jvm.state().canBecome(WorkerState.DRAINING)) {
			return;
		}
		if (jvm.mayEndAsAsked()) {
			this.drains.drain(worker, jvm);
		}
		else if (worker.isOutdated()) {
			replace(worker, jvm);
		}
	}

	private void replace(WorkerHandle worker, WorkerJvm jvm) {
		if (worker.jvms().size() > 1) {
			return;
		}
		if (this.operations.isHard(worker)) {
			this.drains.kill(worker, jvm, "it is replaced");
		}
		else if (!worker.isCluster() && jvm.is(WorkerState.LIVE) && this.settings.sideBySide()) {
			this.takeOvers.begin(worker);
		}
		else if (jvm.state().isUp() && !jvm.spec().equals(worker.spec())) {
			// Messages for its next shards are not for this JVM
			this.drains.retire(worker, jvm);
		}
		else {
			this.drains.drain(worker, jvm);
		}
	}

	private void launch(WorkerHandle worker, WorkerJvm jvm) {
		jvm.release()
			.launcher()
			.launch(jvm.spec(), jvm.incarnation())
			.whenComplete((process, failure) -> this.loop.execute(() -> {
				if (process != null) {
					launched(worker, jvm, process);
				}
				else {
					ended(worker, jvm, "its JVM could not be started: " + rootMessage(failure), false);
				}
			}));
	}

	private void launched(WorkerHandle worker, WorkerJvm jvm, LaunchedWorker process) {
		jvm.launched(process);
		process.onExit().thenAccept((code) -> this.loop.execute(() -> exited(worker, jvm, process, code)));
		if (this.stopping || jvm.is(WorkerState.DRAINING) || jvm.isFailing()) {
			jvm.kill("it is not wanted any more");
		}
	}

	private void exited(WorkerHandle worker, WorkerJvm jvm, LaunchedWorker process, int code) {
		if (jvm.process() != process) {
			return;
		}
		if (code == WorkerExit.REFUSED_BY_DISCORD.code()) {
			refused("Discord refused " + worker.id() + " for good; the report of it did not arrive.",
					"See what the worker logged last.");
		}
		boolean wanted = this.stopping || (jvm.is(WorkerState.DRAINING) && !jvm.isFailing());
		if (jvm == worker.jvm() && jvm.is(WorkerState.STARTING) && !jvm.isFailing() && SIGNALS.contains(code)) {
			logger.info(StateTopics.restart(worker.id().role()), "{} was told to end while it started", worker.id());
			worker.pause(SIGNAL_GRACE);
			wanted = true;
		}
		String meaning = ExitReport.describe(worker.id(), code, process.lastOutput());
		String cause = "its JVM (pid %d) ended with exit code %d, %s".formatted(process.pid(), code, meaning);
		if (!wanted && !jvm.isFailing()) {
			List<String> output = process.lastOutput();
			logger.warn(StateTopics.restart(worker.id().role()), "{}: {}{}", worker.id(), cause,
					output.isEmpty() ? "" : "; it last printed\n    " + String.join("\n    ", output));
		}
		ended(worker, jvm, cause, wanted);
	}

	private void ended(WorkerHandle worker, WorkerJvm jvm, String cause, boolean wanted) {
		boolean present = jvm == worker.jvm();
		boolean successor = jvm == worker.successor();
		this.watch.forget(jvm);
		worker.ended(jvm);
		if (!wanted && !jvm.isFailing()) {
			worker.failed(jvm, cause);
		}
		if (present) {
			this.listener.gone(worker.id());
			replaceOrGiveUp(worker, wanted);
		}
		else if (successor && !this.stopping) {
			this.takeOvers.failed(worker, jvm, (jvm.failure() != null) ? jvm.failure() : cause);
		}
		reconcile();
	}

	private void replaceOrGiveUp(WorkerHandle worker, boolean wanted) {
		if (worker.successor() != null && !this.stopping) {
			worker.become(WorkerState.STOPPED);
			this.takeOvers.inherit(worker);
			return;
		}
		String verdict = wanted ? null : worker.failures().verdict();
		if (verdict != null) {
			worker.become(WorkerState.FAILED);
			logger.error(StateTopics.restart(worker.id().role()), "{} is given up after {}: {}{}", worker.id(), verdict,
					worker.cause(), (worker.isCluster() || worker.wasLive()) ? "" : "; no cluster begins without it");
			return;
		}
		worker.become(WorkerState.STOPPED);
		if (!wanted) {
			logger.warn(StateTopics.restart(worker.id().role()), "{} will be replaced in {} s: {}", worker.id(),
					worker.failures().backOff().toSeconds(), worker.cause());
		}
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (root instanceof FleetException fleet) ? fleet.getMessage() + " " + fleet.getAction() : root.toString();
	}

}
