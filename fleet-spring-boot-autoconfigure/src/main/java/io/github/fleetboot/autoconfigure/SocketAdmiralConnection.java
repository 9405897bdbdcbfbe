package io.github.fleetboot.autoconfigure;

import java.time.Duration;

import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.worker.AdmiralConnection;
import io.github.fleetboot.worker.logging.LogForwarding;
import io.github.fleetboot.worker.logging.LogSink;

/**
 * Connects a worker to the Admiral's hub, and its log to the Admiral's.
 */
class SocketAdmiralConnection implements AdmiralConnection {

	/**
	 * How long the end of a worker waits for the Admiral to take what was logged.
	 */
	private static final Duration LAST_RECORDS = Duration.ofSeconds(2);

	private static final long LOOK_MILLIS = 10;

	private final LaunchOrder order;

	private final IpcOptions options;

	private final DeferredIpcLink link;

	private final IpcHandlers handlers;

	private final LogSink logs;

	SocketAdmiralConnection(LaunchOrder order, IpcOptions options, DeferredIpcLink link, IpcHandlers handlers,
			LogSink logs) {
		this.order = order;
		this.options = options;
		this.link = link;
		this.handlers = handlers;
		this.logs = logs;
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
		LogForwarding.begin(this.logs);
	}

	@Override
	public boolean isOpen() {
		return this.link.isConnected();
	}

	@Override
	public void finishRequests(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			// A handler that ends may leave a future behind, so that one look is not
			// enough
			for (int idle = 0; idle < 2 && System.nanoTime() - deadline < 0;) {
				idle = (this.handlers.isIdle() && this.link.isIdle()) ? idle + 1 : 0;
				Thread.sleep(LOOK_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		LogForwarding.finish(LAST_RECORDS);
		this.link.close();
	}

}
