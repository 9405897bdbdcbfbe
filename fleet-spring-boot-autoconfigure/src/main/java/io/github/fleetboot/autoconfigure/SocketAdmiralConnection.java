package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.worker.AdmiralConnection;

/**
 * Connects a worker to the Admiral's hub.
 */
class SocketAdmiralConnection implements AdmiralConnection {

	private final LaunchOrder order;

	private final IpcOptions options;

	private final DeferredIpcLink link;

	private final IpcHandlers handlers;

	SocketAdmiralConnection(LaunchOrder order, IpcOptions options, DeferredIpcLink link, IpcHandlers handlers) {
		this.order = order;
		this.options = options;
		this.link = link;
		this.handlers = handlers;
	}

	@Override
	public void open(Runnable lost, Runnable restored) {
		this.link.open(
				SocketIpc.connect(this.order.ipcAddress(), new IpcHello(this.order.worker(), this.order.incarnation()),
						this.order.secret(), this.options, this.handlers, new IpcLinkListener() {

							@Override
							public void lost(Throwable cause) {
								lost.run();
							}

							@Override
							public void restored() {
								restored.run();
							}

						}));
	}

	@Override
	public boolean isOpen() {
		return this.link.isConnected();
	}

	@Override
	public void close() {
		this.link.close();
	}

}
