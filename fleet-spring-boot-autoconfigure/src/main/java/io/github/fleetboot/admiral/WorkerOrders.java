package io.github.fleetboot.admiral;

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
	 * @param order what it needs to know
	 */
	void start(WorkerId worker, StartOrder order);

	/**
	 * Let a worker end.
	 * @param worker the worker
	 * @param order what it needs to know
	 */
	void drain(WorkerId worker, DrainOrder order);

}
