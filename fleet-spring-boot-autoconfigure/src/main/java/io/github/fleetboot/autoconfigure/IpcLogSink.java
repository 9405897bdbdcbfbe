package io.github.fleetboot.autoconfigure;

import java.time.Duration;

import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcPayloadUnreadableException;
import io.github.fleetboot.ipc.IpcRemoteException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.worker.logging.LogSink;

/**
 * Sends batches of the log as requests, so that no more than one is on its way, and what
 * others send never waits for more than that.
 */
class IpcLogSink implements LogSink {

	/**
	 * An Admiral whose own log stands still is waited for: the worker's buffer is
	 * bounded, and the request fails at once when the link is lost.
	 */
	private static final Duration PATIENCE = Duration.ofHours(1);

	private static final IpcDestination LOG = IpcDestination.admiral().route(ControlRoutes.LOG);

	private final DeferredIpcLink link;

	private final IpcTemplate template;

	IpcLogSink(DeferredIpcLink link, IpcTemplate template) {
		this.link = link;
		this.template = template;
	}

	@Override
	public boolean isOpen() {
		return this.link.isConnected();
	}

	@Override
	public boolean send(LogBatch batch) {
		try {
			this.template.convertSendAndReceive(LOG, batch, Void.class, PATIENCE);
			return true;
		}
		catch (IpcNoHandlerException | IpcRemoteException | IpcPayloadTooLargeException
				| IpcPayloadUnreadableException ex) {
			throw ex;
		}
		catch (IpcException ex) {
			return false;
		}
	}

}
