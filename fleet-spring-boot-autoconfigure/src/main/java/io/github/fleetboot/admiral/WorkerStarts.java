package io.github.fleetboot.admiral;

import java.util.function.BiConsumer;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.protocol.StartOrder;

/**
 * Has workers forked that should have a JVM, and lets them begin in good order: services
 * first. Belongs to the loop's thread.
 */
final class WorkerStarts {

	private static final FleetLog logger = FleetLog.of(WorkerStarts.class);

	private final Workers workers;

	private final WorkerOrders orders;

	private final StartBudget budget;

	private final String gatewayUrl;

	private final boolean servicesTogether;

	private final BiConsumer<WorkerHandle, WorkerJvm> launcher;

	private boolean servicesReady;

	/**
	 * Create it.
	 * @param workers the workers
	 * @param orders reaches them
	 * @param budget knows what is left of the IDENTIFYs
	 * @param gatewayUrl where shards connect to
	 * @param servicesTogether whether services begin together, or one after another
	 * @param launcher forks a JVM
	 */
	WorkerStarts(Workers workers, WorkerOrders orders, StartBudget budget, String gatewayUrl, boolean servicesTogether,
			BiConsumer<WorkerHandle, WorkerJvm> launcher) {
		this.workers = workers;
		this.orders = orders;
		this.budget = budget;
		this.gatewayUrl = gatewayUrl;
		this.servicesTogether = servicesTogether;
		this.launcher = launcher;
	}

	/**
	 * Take the next step.
	 */
	void step() {
		this.workers.stream()
			.filter((worker) -> worker.mayStart()
					&& this.workers.stream().noneMatch((other) -> other.keepsFrom(worker)))
			.toList()
			.forEach(this::startIfAffordable);
		// One that is created later keeps no cluster waiting
		this.servicesReady |= this.workers.serviceStream().allMatch(WorkerStarts::isNotWaitedFor);
		this.workers.stream().filter((worker) -> worker.is(WorkerState.STANDBY)).forEach(this::letBegin);
	}

	/**
	 * The first start of a cluster is what the budget is for. Each further one must leave
	 * the reserve.
	 */
	private void startIfAffordable(WorkerHandle worker) {
		String shortage = worker.wasStarted() ? this.budget.shortage(worker.shards(), this.workers.shardsUnderWay())
				: null;
		if (shortage == null) {
			this.launcher.accept(worker, worker.launching());
		}
		else if (worker.holdBack("it is not started again: " + shortage)) {
			logger.error(StateTopics.restart(worker.id().role()), "{} is down: {}", worker.id(), worker.cause());
		}
	}

	private void letBegin(WorkerHandle worker) {
		if (worker.isCluster() ? this.servicesReady : isItsTurn(worker)) {
			worker.become(WorkerState.CONNECTING);
			this.orders.start(worker.id(), worker.jvm().incarnation(),
					new StartOrder(worker.isCluster() ? this.gatewayUrl : null));
		}
	}

	private boolean isItsTurn(WorkerHandle service) {
		return this.servicesTogether || this.workers.serviceStream()
			.takeWhile((earlier) -> earlier != service)
			.allMatch(WorkerStarts::isNotWaitedFor);
	}

	private static boolean isNotWaitedFor(WorkerHandle service) {
		return service.wasLive() || service.isDown();
	}

}
