package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.protocol.DrainOrder;

/**
 * Ends JVMs of workers in good order, and by force if that takes too long. Belongs to the
 * loop's thread.
 */
final class WorkerDrains {

	private final Workers workers;

	private final WorkerOrders orders;

	private final SupervisionLoop loop;

	private final Duration timeout;

	private final boolean together;

	WorkerDrains(Workers workers, WorkerOrders orders, SupervisionLoop loop, SupervisorSettings settings) {
		this.workers = workers;
		this.orders = orders;
		this.loop = loop;
		this.timeout = settings.shutdownTimeout();
		this.together = settings.shutdownTogether();
	}

	/**
	 * Have a JVM drain.
	 */
	void drain(WorkerHandle worker, WorkerJvm jvm) {
		boolean listens = jvm.state().isUp();
		begin(worker, jvm);
		if (listens) {
			order(jvm, false);
		}
		else {
			jvm.kill("it has nothing to drain, and does not listen");
		}
	}

	/**
	 * Have a JVM finish what it has in its hands, and then drain: no more messages go to
	 * it.
	 */
	void retire(WorkerHandle worker, WorkerJvm jvm) {
		begin(worker, jvm);
		this.orders.retire(jvm.id()).thenRun(() -> this.loop.execute(() -> order(jvm, true)));
	}

	/**
	 * End a JVM at once, as is wanted.
	 */
	void kill(WorkerHandle worker, WorkerJvm jvm, String reason) {
		begin(worker, jvm);
		jvm.kill(reason);
	}

	/**
	 * End all JVMs of a worker that is not to be replaced.
	 */
	void end(WorkerHandle worker, boolean hard) {
		for (WorkerJvm jvm : worker.jvms()) {
			if (jvm.is(WorkerState.DRAINING)) {
				continue;
			}
			if (hard || !jvm.state().isUp()) {
				kill(worker, jvm, "it is shut down");
			}
			else if (jvm == worker.jvm()) {
				retire(worker, jvm);
			}
			else {
				drain(worker, jvm);
			}
		}
	}

	/**
	 * A JVM ends by itself, or is ended: it has some time for it.
	 */
	void begin(WorkerHandle worker, WorkerJvm jvm) {
		if (jvm.state().canBecome(WorkerState.DRAINING)) {
			worker.become(jvm, WorkerState.DRAINING);
			jvm.drainWithin(this.timeout);
		}
	}

	/**
	 * Tell a JVM (again) to drain.
	 * @param finish whether it is to answer first what it has in its hands
	 */
	void order(WorkerJvm jvm, boolean finish) {
		this.orders.drain(jvm.id(), jvm.incarnation(), new DrainOrder(this.timeout.toMillis(), finish));
	}

	void killIfOverdue(WorkerJvm jvm) {
		if (jvm.drainIsOverdue()) {
			jvm.kill("it did not drain within " + this.timeout);
		}
	}

	/**
	 * Drain all, clusters before services.
	 * @return whether none is left
	 */
	boolean drainAll() {
		List<WorkerHandle> running = this.workers.stream().filter(WorkerHandle::hasProcess).toList();
		boolean clustersLeft = running.stream().anyMatch(WorkerHandle::isCluster);
		for (WorkerHandle worker : running) {
			if (clustersLeft && !worker.isCluster()) {
				continue;
			}
			worker.jvms().stream().filter((jvm) -> !jvm.is(WorkerState.DRAINING)).forEach((jvm) -> drain(worker, jvm));
			if (!this.together) {
				break;
			}
		}
		return running.isEmpty();
	}

	/**
	 * End all at once.
	 */
	void killAll(String reason) {
		this.workers.all().forEach((worker) -> worker.jvms().forEach((jvm) -> kill(worker, jvm, reason)));
	}

}
