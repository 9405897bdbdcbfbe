package io.github.fleetboot.inprocess;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.admiral.JvmWorkerLauncher.OrderFactory;
import io.github.fleetboot.admiral.WorkerLauncher;
import io.github.fleetboot.admiral.WorkerSpec;

/**
 * Starts workers inside the Admiral's JVM. They are isolated by their application
 * contexts and nothing else.
 */
public final class InProcessWorkerLauncher implements WorkerLauncher {

	private final Set<InProcessWorker> running = ConcurrentHashMap.newKeySet();

	private final MainMethod main;

	private final OrderFactory orders;

	private volatile boolean ended;

	/**
	 * Create a launcher.
	 * @param main the application's main method
	 * @param orders writes a worker's order
	 */
	public InProcessWorkerLauncher(MainMethod main, OrderFactory orders) {
		this.main = main;
		this.orders = orders;
	}

	@Override
	public CompletableFuture<LaunchedWorker> launch(WorkerSpec spec, int incarnation) {
		try {
			InProcessWorker worker = new InProcessWorker(this.orders.order(spec, incarnation), this.main);
			this.running.add(worker);
			worker.onExit().whenComplete((code, failure) -> this.running.remove(worker));
			worker.start();
			if (this.ended) {
				worker.kill();
			}
			return CompletableFuture.completedFuture(worker);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * All workers run the Admiral's code, so that nothing can change but who has which
	 * shards.
	 */
	@Override
	public WorkerLauncher update(FleetUpdate update, List<WorkerSpec> workers) {
		if (update.jar() != null || update.jvmArgs() != null || update.clusterJvmArgs() != null) {
			throw new FleetException(
					"The update is refused: with fleet.workers.mode=in-process workers have neither code nor JVM arguments of their own.",
					"Set fleet.workers.mode to process, or restart the application.");
		}
		return this;
	}

	/**
	 * Abandon all workers that run, and those that are just being started.
	 * @return completes when none is part of the fleet any more
	 */
	public CompletableFuture<Void> killAll() {
		this.ended = true;
		List<InProcessWorker> workers = List.copyOf(this.running);
		workers.forEach(InProcessWorker::kill);
		return CompletableFuture
			.allOf(workers.stream().map(InProcessWorker::onExit).toArray(CompletableFuture<?>[]::new));
	}

}
