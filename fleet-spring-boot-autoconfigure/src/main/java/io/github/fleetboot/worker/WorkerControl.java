package io.github.fleetboot.worker;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Takes the Admiral's orders.
 */
public final class WorkerControl {

	private static final Logger logger = LoggerFactory.getLogger(WorkerControl.class);

	private final WorkerRuntime runtime;

	/**
	 * Create the control.
	 * @param runtime carries the orders out
	 */
	public WorkerControl(WorkerRuntime runtime) {
		this.runtime = runtime;
	}

	@MessageMapping(ControlRoutes.START)
	void start(@Payload StartOrder order, WorkerId sender) {
		if (isAdmiral(sender)) {
			this.runtime.begin(order);
		}
	}

	@MessageMapping(ControlRoutes.DRAIN)
	void drain(@Payload DrainOrder order, WorkerId sender) {
		if (isAdmiral(sender)) {
			this.runtime.drain(order);
		}
	}

	private static boolean isAdmiral(WorkerId sender) {
		boolean admiral = sender.equals(WorkerId.admiral());
		if (!admiral) {
			logger.warn("Ignored an order of {}, which is not the Admiral", sender);
		}
		return admiral;
	}

}
