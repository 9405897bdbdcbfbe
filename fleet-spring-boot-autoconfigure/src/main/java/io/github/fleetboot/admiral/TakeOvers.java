package io.github.fleetboot.admiral;

import java.util.function.BiConsumer;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.protocol.StartOrder;

/**
 * Has one JVM of a service take over from another: the new one becomes ready beside the
 * old one, gets all messages from one moment on, and the old one finishes what it has in
 * its hands. Belongs to the loop's thread.
 */
final class TakeOvers {

	private static final FleetLog logger = FleetLog.of(TakeOvers.class);

	private final WorkerOrders orders;

	private final WorkerDrains drains;

	private final BiConsumer<WorkerHandle, WorkerJvm> launcher;

	/**
	 * Create it.
	 * @param orders reaches the workers
	 * @param drains ends their JVMs
	 * @param launcher forks a JVM
	 */
	TakeOvers(WorkerOrders orders, WorkerDrains drains, BiConsumer<WorkerHandle, WorkerJvm> launcher) {
		this.orders = orders;
		this.drains = drains;
		this.launcher = launcher;
	}

	void begin(WorkerHandle worker) {
		WorkerJvm successor = worker.launchingSuccessor();
		this.orders.expect(worker.id(), successor.incarnation());
		this.launcher.accept(worker, successor);
	}

	/**
	 * Take the next step, if a worker has a successor.
	 */
	void look(WorkerHandle worker) {
		WorkerJvm successor = worker.successor();
		if (successor == null || successor.isFailing()) {
			return;
		}
		if (successor.is(WorkerState.STANDBY)) {
			worker.become(successor, WorkerState.CONNECTING);
			this.orders.start(worker.id(), successor.incarnation(), new StartOrder(null));
		}
		else if (successor.is(WorkerState.LIVE)) {
			WorkerJvm former = worker.takeOver();
			logger.info(StateTopics.restart(worker.id().role()), "{} takes over from its former JVM (pid {})",
					worker.jvm(), (former.process() != null) ? former.process().pid() : "?");
			this.drains.retire(worker, former);
		}
		else if (successor.mayEndAsAsked()) {
			worker.abandonSuccessor("its process was told to end");
		}
	}

	/**
	 * A successor has ended before it could take over.
	 */
	void failed(WorkerHandle worker, WorkerJvm successor, String cause) {
		if (worker.isWanted(successor.phase())) {
			worker.abandonSuccessor(cause);
		}
		logger.warn(StateTopics.restart(worker.id().role()), "{} goes on with the JVM that it has: {}", worker.id(),
				cause);
	}

	/**
	 * The JVM of a worker is gone: its successor need not wait for a cut.
	 */
	void inherit(WorkerHandle worker) {
		logger.warn(StateTopics.restart(worker.id().role()),
				"{} has lost its JVM while the next one starts, which takes over as soon as it is ready: {}",
				worker.id(), worker.cause());
		worker.inherit();
		this.orders.retire(worker.id());
	}

}
