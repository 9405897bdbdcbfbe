package io.github.fleetboot.admiral;

import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;

/**
 * Carries orders to workers. Does not block.
 */
public interface WorkerOrders {

	/**
	 * Let a worker begin.
	 * @param worker the worker
	 * @param incarnation which of its JVMs
	 * @param order what it needs to know
	 */
	void start(WorkerId worker, int incarnation, StartOrder order);

	/**
	 * Let a worker end.
	 * @param worker the worker
	 * @param incarnation which of its JVMs
	 * @param order what it needs to know
	 */
	void drain(WorkerId worker, int incarnation, DrainOrder order);

	/**
	 * Let another JVM of a worker join beside the present one, and stand by.
	 * @param worker the worker
	 * @param incarnation which of its JVMs
	 */
	void expect(WorkerId worker, int incarnation);

	/**
	 * Send the present JVM of a worker no more messages: they go to the one that is
	 * expected, or wait.
	 * @param worker the worker
	 * @return completes when it is done
	 */
	CompletableFuture<Void> retire(WorkerId worker);

}
