package io.github.fleetboot.admiral;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.StartOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries orders to workers as one-way messages: that a worker obeyed shows in its
 * reports and in its exit.
 */
final class IpcWorkerOrders implements WorkerOrders {

	private static final Logger logger = LoggerFactory.getLogger(IpcWorkerOrders.class);

	private final IpcTemplate ipc;

	IpcWorkerOrders(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public void start(WorkerId worker, StartOrder order) {
		send(worker, ControlRoutes.START, order);
	}

	@Override
	public void drain(WorkerId worker, DrainOrder order) {
		send(worker, ControlRoutes.DRAIN, order);
	}

	private void send(WorkerId worker, String route, Object order) {
		try {
			this.ipc.convertAndSend(IpcDestination.worker(worker).route(route), order);
		}
		catch (IpcException ex) {
			logger.warn("{} could not be sent {}; it is killed when its time is up", worker, order, ex);
		}
	}

}
