package io.github.fleetboot.admiral;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.WorkerStateChangedEvent;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EventNotice;
import io.github.fleetboot.protocol.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the workers that are connected, as the events themselves tell. Does not
 * block. Not thread-safe.
 */
final class EventBroadcast {

	private static final Logger logger = LoggerFactory.getLogger(EventBroadcast.class);

	private final Set<WorkerId> connected = new LinkedHashSet<>();

	private final CborMessageConverter converter = new CborMessageConverter();

	private final IpcTemplate ipc;

	private final boolean enabled;

	/**
	 * Create a broadcast.
	 * @param ipc reaches the workers
	 * @param enabled whether workers are told at all
	 */
	EventBroadcast(IpcTemplate ipc, boolean enabled) {
		this.ipc = ipc;
		this.enabled = enabled;
	}

	void send(FleetEvent event) {
		if (!this.enabled) {
			return;
		}
		if (event instanceof WorkerStateChangedEvent change) {
			follow(change);
		}
		if (this.connected.isEmpty()) {
			return;
		}
		byte[] content = (byte[]) this.converter.toMessage(event, null).getPayload();
		EventNotice notice = new EventNotice(EventTypes.nameOf(event.getClass()), content);
		for (WorkerId worker : this.connected) {
			try {
				this.ipc.convertAndSend(IpcDestination.worker(worker).route(ControlRoutes.EVENT), notice);
			}
			catch (IpcException ex) {
				logger.debug("{} was not told {}", worker, event, ex);
			}
		}
	}

	/**
	 * What is sent to a worker that is not there would wait for it.
	 */
	private void follow(WorkerStateChangedEvent change) {
		if (change.to().isUp()) {
			this.connected.add(change.worker());
		}
		else if (change.to() != WorkerState.DRAINING) {
			this.connected.remove(change.worker());
		}
	}

}
