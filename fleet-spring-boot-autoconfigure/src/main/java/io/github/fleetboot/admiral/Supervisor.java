package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import io.github.fleetboot.protocol.StateReport;
import io.github.fleetboot.protocol.WorkerVitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the workers that there are with those that there should be, and takes one
 * small step after another towards them. All methods are to be called on the loop's
 * thread, unless they say otherwise.
 */
final class Supervisor {

	private static final Logger logger = LoggerFactory.getLogger(Supervisor.class);

	private static final Duration TICK = Duration.ofMillis(250);

	/**
	 * Ctrl-C reaches workers and Admiral alike, in no order: when a worker says that it
	 * was told to end, the next moment may tell that all are, and then services come
	 * last.
	 */
	private static final Duration SIGNAL_GRACE = Duration.ofSeconds(1);

	private final Map<WorkerId, WorkerHandle> workers = new LinkedHashMap<>();

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private final SupervisionLoop loop;

	private final WorkerLauncher launcher;

	private final WorkerOrders orders;

	private final SupervisorSettings settings;

	private final String gatewayUrl;

	private final SupervisorListener listener;

	private boolean stopping;

	Supervisor(Collection<WorkerSpec> specs, String gatewayUrl, SupervisionLoop loop, WorkerLauncher launcher,
			WorkerOrders orders, SupervisorSettings settings, SupervisorListener listener, LongSupplier nanoTime) {
		specs.forEach((spec) -> this.workers.put(spec.id(), new WorkerHandle(spec, nanoTime)));
		this.gatewayUrl = gatewayUrl;
		this.loop = loop;
		this.launcher = launcher;
		this.orders = orders;
		this.settings = settings;
		this.listener = listener;
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
			this.stopping = true;
			reconcile();
		});
		return this.stopped;
	}

	boolean isStopping() {
		return this.stopping;
	}

	Collection<WorkerHandle> workers() {
		return this.workers.values();
	}

	void connected(WorkerId id, int incarnation) {
		logger.debug("{} #{} is connected", id, incarnation);
	}

	void reported(WorkerId id, StateReport report) {
		WorkerHandle worker = this.workers.get(id);
		if (worker == null || worker.process() == null) {
			return;
		}
		switch (report.state()) {
			case STANDBY, CONNECTING, LIVE -> {
				if (worker.is(WorkerState.DRAINING) && !worker.isFailing()) {
					// It did not hear the order
					sendDrain(worker);
				}
				else if (!worker.is(WorkerState.DRAINING, WorkerState.FAILED, WorkerState.STOPPED)) {
					worker.become(report.state());
				}
			}
			case DRAINING -> {
				if (report.cause() != null
						&& worker.is(WorkerState.STANDBY, WorkerState.CONNECTING, WorkerState.LIVE)) {
					logger.info("{} asks to end: {}", id, report.cause());
					worker.askedToEnd(SIGNAL_GRACE);
				}
			}
			case FAILED -> reportedFailure(worker, report);
			default -> logger.debug("{} reports {}", id, report);
		}
		reconcile();
	}

	private void reportedFailure(WorkerHandle worker, StateReport report) {
		String cause = String.valueOf(report.cause());
		worker.failed(cause, this.settings.stableAfter());
		// It ends by itself now
		worker.draining(this.settings.shutdownTimeout());
		if (report.refused()) {
			refused(cause, String.valueOf(report.action()));
		}
	}

	private void refused(String cause, String action) {
		if (!this.stopping) {
			this.stopping = true;
			this.listener.refused(new FleetRefusedException(cause, action));
		}
	}

	void reported(WorkerId id, WorkerVitals vitals) {
		WorkerHandle worker = this.workers.get(id);
		if (worker != null && worker.process() != null) {
			worker.vitals(vitals);
			this.listener.changed();
		}
	}

	private void tick() {
		try {
			reconcile();
		}
		finally {
			if (!this.stopped.isDone()) {
				this.loop.schedule(this::tick, TICK);
			}
		}
	}

	private void reconcile() {
		killOverdue();
		if (this.stopping) {
			drainNext();
		}
		else {
			this.workers.values().stream().filter(WorkerHandle::mayEndAsAsked).forEach(this::drain);
			this.workers.values().stream().filter(WorkerHandle::mayStart).forEach(this::launch);
			letBegin();
		}
		this.listener.changed();
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
		String meaning = WorkerExit.ofCode(code).map(Enum::name).orElse("a crash or a kill");
		String cause = "its JVM (pid %d) ended with exit code %d, %s".formatted(process.pid(), code, meaning);
		if (!wanted && !worker.isFailing()) {
			List<String> output = process.lastOutput();
			logger.warn("{}: {}{}", worker.id(), cause,
					output.isEmpty() ? "" : "; it last printed\n    " + String.join("\n    ", output));
		}
		ended(worker, cause, wanted);
	}

	private void ended(WorkerHandle worker, String cause, boolean wanted) {
		worker.ended();
		this.listener.gone(worker.id());
		if (!wanted) {
			if (!worker.isFailing()) {
				worker.failed(cause, this.settings.stableAfter());
			}
			if (givenUp(worker)) {
				worker.become(WorkerState.FAILED);
				logger.error("{} is given up after {} failures in a row: {}{}", worker.id(), worker.failuresInARow(),
						worker.lastFailure(),
						(isCluster(worker) || worker.wasLive()) ? "" : "; no cluster begins without it");
			}
			else {
				worker.become(WorkerState.STOPPED);
				logger.warn("{} will be replaced in {} s: {}", worker.id(), worker.backOff().toSeconds(),
						worker.lastFailure());
			}
		}
		else {
			worker.become(WorkerState.STOPPED);
		}
		reconcile();
	}

	private boolean givenUp(WorkerHandle worker) {
		return this.settings.maxRestarts() >= 0 && worker.failuresInARow() > this.settings.maxRestarts();
	}

	private void letBegin() {
		boolean servicesReady = services().allMatch(WorkerHandle::wasLive);
		for (WorkerHandle worker : this.workers.values()) {
			if (!worker.is(WorkerState.STANDBY)) {
				continue;
			}
			if (worker.id().role() == FleetRole.SERVICE) {
				if (this.settings.servicesTogether()
						|| services().takeWhile((earlier) -> earlier != worker).allMatch(WorkerHandle::wasLive)) {
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
		List<WorkerHandle> running = this.workers.values().stream().filter(Supervisor::hasProcess).toList();
		if (running.isEmpty()) {
			this.stopped.complete(null);
			return;
		}
		boolean clustersLeft = running.stream().anyMatch(Supervisor::isCluster);
		for (WorkerHandle worker : running) {
			if (clustersLeft && !isCluster(worker)) {
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

	private void killOverdue() {
		for (WorkerHandle worker : this.workers.values()) {
			if (worker.drainIsOverdue()) {
				worker.kill("it did not drain within " + this.settings.shutdownTimeout());
			}
			else if (isOverdue(worker)) {
				worker.kill("it is still %s after %s".formatted(worker.state(), worker.timeInState()));
			}
		}
	}

	private boolean isOverdue(WorkerHandle worker) {
		Duration time = worker.timeInState();
		return switch (worker.state()) {
			case STARTING -> time.compareTo(this.settings.startTimeout()) > 0;
			case CONNECTING ->
				!isCluster(worker) && time.compareTo(this.settings.serviceStartTimeout().apply(worker.id().name())) > 0;
			default -> false;
		};
	}

	private Stream<WorkerHandle> services() {
		return this.workers.values().stream().filter((worker) -> worker.id().role() == FleetRole.SERVICE);
	}

	private static boolean isCluster(WorkerHandle worker) {
		return worker.id().role() == FleetRole.CLUSTER;
	}

	/**
	 * A JVM that is just being forked counts: it has no handle yet, but will have one.
	 */
	private static boolean hasProcess(WorkerHandle worker) {
		return worker.process() != null || worker.isBeingForked();
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (root instanceof FleetException fleet) ? fleet.getMessage() + " " + fleet.getAction() : root.toString();
	}

}
