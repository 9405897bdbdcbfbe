package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.process.ExitReport;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.VitalsReport;

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

	private final WorkerLauncher launcher;

	private final WorkerOrders orders;

	private final SupervisorSettings settings;

	private final String gatewayUrl;

	private final SupervisorListener listener;

	private final StartBudget budget;

	private final Operations operations;

	private final WorkerWatch watch;

	private final AdmiralStall stall;

	private boolean stopping;

	Supervisor(Collection<WorkerSpec> specs, String gatewayUrl, SupervisionLoop loop, WorkerLauncher launcher,
			WorkerOrders orders, SupervisorSettings settings, SupervisorListener listener, StartBudget budget,
			AdmiralStall stall, LongSupplier nanoTime) {
		specs.forEach((spec) -> this.workers.add(new WorkerHandle(spec, settings.restarts(), listener, nanoTime)));
		this.gatewayUrl = gatewayUrl;
		this.loop = loop;
		this.launcher = launcher;
		this.orders = orders;
		this.settings = settings;
		this.listener = listener;
		this.budget = budget;
		this.operations = new Operations(this.workers, budget);
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
			}
			this.operations.endAll();
			reconcile();
		});
		return this.stopped;
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
		WorkerHandle worker = this.workers.get(id);
		if (worker != null && worker.isOf(incarnation)) {
			worker.heard();
		}
	}

	void reported(WorkerId id, StateReport report) {
		WorkerHandle worker = this.workers.get(id);
		if (worker == null || !worker.isOf(report.incarnation())) {
			logger.debug(LogTopic.CLUSTER_SHUTDOWN, "{} of a JVM that is gone reports {}", id, report);
			return;
		}
		worker.heard();
		switch (report.state()) {
			case STANDBY, CONNECTING, LIVE -> {
				if (worker.is(WorkerState.DRAINING) && !worker.isFailing()) {
					// It did not hear the order
					sendDrain(worker);
				}
				else if (worker.state().canBecome(report.state())) {
					worker.become(report.state());
				}
			}
			case DRAINING -> {
				if (report.cause() != null && worker.state().isUp()) {
					logger.info(StateTopics.restart(id.role()), "{} asks to end: {}", id, report.cause());
					worker.askedToEnd(SIGNAL_GRACE);
				}
			}
			case FAILED -> reportedFailure(worker, report);
			default -> logger.debug(StateTopics.restart(id.role()), "{} reports {}", id, report);
		}
		reconcile();
	}

	private void reportedFailure(WorkerHandle worker, StateReport report) {
		String cause = String.valueOf(report.cause());
		worker.failed(cause);
		if (worker.state().canBecome(WorkerState.DRAINING)) {
			// It ends by itself now
			worker.draining(this.settings.shutdownTimeout());
		}
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
		WorkerHandle worker = this.workers.get(id);
		if (worker != null && worker.isOf(report.incarnation())) {
			worker.heard();
			worker.vitals(report.vitals());
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
				this.workers.all().forEach((worker) -> worker.excuse(stood));
			}
			reconcile();
		}
		finally {
			if (!this.stopped.isDone()) {
				this.loop.schedule(this::tick, TICK);
			}
		}
	}

	private void reconcile() {
		this.workers.all().forEach(this::look);
		if (this.stopping) {
			drainNext();
		}
		else {
			this.operations.step();
			this.workers.stream().filter(this::isToBeReplaced).forEach(this::retire);
			this.workers.stream().filter(WorkerHandle::mayStart).forEach(this::startIfAffordable);
			letBegin();
		}
		this.listener.changed();
	}

	private void look(WorkerHandle worker) {
		if (worker.drainIsOverdue()) {
			worker.kill("it did not drain within " + this.settings.shutdownTimeout());
		}
		else {
			this.watch.look(worker);
		}
	}

	private void hangs(WorkerHandle worker, String cause) {
		worker.failed(cause);
		worker.kill(cause);
	}

	private boolean isToBeReplaced(WorkerHandle worker) {
		return (worker.isOutdated() || worker.mayEndAsAsked()) && !worker.isFailing()
				&& worker.state().canBecome(WorkerState.DRAINING);
	}

	private void retire(WorkerHandle worker) {
		if (worker.isOutdated() && this.operations.isHard(worker)) {
			worker.draining(this.settings.shutdownTimeout());
			worker.kill("it is replaced");
		}
		else {
			drain(worker);
		}
	}

	/**
	 * The first start of a cluster is what the budget is for. Each further one must leave
	 * the reserve.
	 */
	private void startIfAffordable(WorkerHandle worker) {
		String shortage = worker.wasStarted() ? this.budget.shortage(worker.shards(), this.workers.shardsUnderWay())
				: null;
		if (shortage == null) {
			launch(worker);
		}
		else if (worker.holdBack("it is not started again: " + shortage)) {
			logger.error(StateTopics.restart(worker.id().role()), "{} is down: {}", worker.id(), worker.cause());
		}
	}

	private void launch(WorkerHandle worker) {
		int incarnation = worker.launching();
		this.launcher.launch(worker.spec(), incarnation).whenComplete((process, failure) -> this.loop.execute(() -> {
			if (process != null) {
				launched(worker, process);
			}
			else {
				ended(worker, "its JVM could not be started: " + rootMessage(failure), false);
			}
		}));
	}

	private void launched(WorkerHandle worker, LaunchedWorker process) {
		worker.launched(process);
		process.onExit().thenAccept((code) -> this.loop.execute(() -> exited(worker, process, code)));
		if (this.stopping) {
			worker.kill("the fleet stops");
		}
	}

	private void exited(WorkerHandle worker, LaunchedWorker process, int code) {
		if (worker.process() != process) {
			return;
		}
		if (code == WorkerExit.REFUSED_BY_DISCORD.code()) {
			refused("Discord refused " + worker.id() + " for good; the report of it did not arrive.",
					"See what the worker logged last.");
		}
		boolean wanted = this.stopping || (worker.is(WorkerState.DRAINING) && !worker.isFailing());
		if (worker.is(WorkerState.STARTING) && !worker.isFailing() && SIGNALS.contains(code)) {
			logger.info(StateTopics.restart(worker.id().role()), "{} was told to end while it started", worker.id());
			worker.pause(SIGNAL_GRACE);
			wanted = true;
		}
		String meaning = ExitReport.describe(worker.id(), code, process.lastOutput());
		String cause = "its JVM (pid %d) ended with exit code %d, %s".formatted(process.pid(), code, meaning);
		if (!wanted && !worker.isFailing()) {
			List<String> output = process.lastOutput();
			logger.warn(StateTopics.restart(worker.id().role()), "{}: {}{}", worker.id(), cause,
					output.isEmpty() ? "" : "; it last printed\n    " + String.join("\n    ", output));
		}
		ended(worker, cause, wanted);
	}

	private void ended(WorkerHandle worker, String cause, boolean wanted) {
		worker.ended();
		this.listener.gone(worker.id());
		if (!wanted && !worker.isFailing()) {
			worker.failed(cause);
		}
		String verdict = wanted ? null : worker.failures().verdict();
		if (verdict != null) {
			worker.become(WorkerState.FAILED);
			logger.error(StateTopics.restart(worker.id().role()), "{} is given up after {}: {}{}", worker.id(), verdict,
					worker.cause(), (worker.isCluster() || worker.wasLive()) ? "" : "; no cluster begins without it");
		}
		else {
			worker.become(WorkerState.STOPPED);
			if (!wanted) {
				logger.warn(StateTopics.restart(worker.id().role()), "{} will be replaced in {} s: {}", worker.id(),
						worker.failures().backOff().toSeconds(), worker.cause());
			}
		}
		reconcile();
	}

	private void letBegin() {
		boolean servicesReady = this.workers.serviceStream().allMatch(WorkerHandle::wasLive);
		for (WorkerHandle worker : this.workers.all()) {
			if (!worker.is(WorkerState.STANDBY)) {
				continue;
			}
			if (!worker.isCluster()) {
				if (this.settings.servicesTogether() || this.workers.serviceStream()
					.takeWhile((earlier) -> earlier != worker)
					.allMatch(WorkerHandle::wasLive)) {
					begin(worker, new StartOrder(null));
				}
			}
			else if (servicesReady) {
				begin(worker, new StartOrder(this.gatewayUrl));
			}
		}
	}

	private void begin(WorkerHandle worker, StartOrder order) {
		worker.become(WorkerState.CONNECTING);
		this.orders.start(worker.id(), order);
	}

	private void drainNext() {
		List<WorkerHandle> running = this.workers.stream().filter(WorkerHandle::hasProcess).toList();
		if (running.isEmpty()) {
			this.stopped.complete(null);
			return;
		}
		boolean clustersLeft = running.stream().anyMatch(WorkerHandle::isCluster);
		for (WorkerHandle worker : running) {
			if (clustersLeft && !worker.isCluster()) {
				continue;
			}
			if (!worker.is(WorkerState.DRAINING)) {
				drain(worker);
			}
			if (!this.settings.shutdownTogether()) {
				return;
			}
		}
	}

	private void drain(WorkerHandle worker) {
		boolean listens = !worker.is(WorkerState.STARTING);
		worker.draining(this.settings.shutdownTimeout());
		if (listens) {
			sendDrain(worker);
		}
		else {
			worker.kill("it has nothing to drain, and does not listen");
		}
	}

	private void sendDrain(WorkerHandle worker) {
		this.orders.drain(worker.id(), new DrainOrder(this.settings.shutdownTimeout().toMillis()));
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (root instanceof FleetException fleet) ? fleet.getMessage() + " " + fleet.getAction() : root.toString();
	}

}
