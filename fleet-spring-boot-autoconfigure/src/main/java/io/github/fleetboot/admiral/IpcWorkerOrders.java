package io.github.fleetboot.admiral;

import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
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

	private final FleetChannel channel;

	IpcWorkerOrders(FleetChannel channel) {
		this.channel = channel;
	}

	@Override
	public void start(WorkerId worker, int incarnation, StartOrder order) {
		send(worker, incarnation, ControlRoutes.START, order);
	}

	@Override
	public void drain(WorkerId worker, int incarnation, DrainOrder order) {
		send(worker, incarnation, ControlRoutes.DRAIN, order);
	}

	private void send(WorkerId worker, int incarnation, String route, Object order) {
		try {
			this.channel.template().convertAndSend(IpcDestination.worker(worker, incarnation).route(route), order);
		}
		catch (IpcException ex) {
			logger.warn("{} could not be sent {}; it is killed when its time is up", worker, order, ex);
		}
	}

	@Override
	public void expect(WorkerId worker, int incarnation) {
		this.channel.expect(worker, incarnation);
	}

	@Override
	public CompletableFuture<Void> retire(WorkerId worker) {
		return this.channel.retire(worker);
	}

}
