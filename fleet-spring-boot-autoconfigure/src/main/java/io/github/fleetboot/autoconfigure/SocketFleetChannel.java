package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetChannel;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Admiral's hub on a socket in the fleet's directory.
 */
class SocketFleetChannel implements FleetChannel {

	private final Supplier<Path> directory;

	private final byte[] secret;

	private final IpcOptions options;

	private final DeferredIpcLink link;

	private final IpcHandlers handlers;

	private final IpcTemplate template;

	private volatile @Nullable IpcHub hub;

	SocketFleetChannel(Supplier<Path> directory, byte[] secret, IpcOptions options, DeferredIpcLink link,
			IpcHandlers handlers, IpcTemplate template) {
		this.directory = directory;
		this.secret = secret;
		this.options = options;
		this.link = link;
		this.handlers = handlers;
		this.template = template;
	}

	@Override
	public void open(IpcDirectory directory, IpcAdmission admission) {
		IpcHub opened = SocketIpc.openHub(this.directory.get(), this.secret, this.options, directory, admission,
				this.handlers);
		this.hub = opened;
		this.link.open(opened.link());
	}

	String address() {
		return hub().address();
	}

	private IpcHub hub() {
		IpcHub current = this.hub;
		if (current == null) {
			throw new IllegalStateException("The hub is not open");
		}
		return current;
	}

	@Override
	public void handle(Object handler) {
		this.handlers.registerControl(handler);
	}

	@Override
	public IpcTemplate template() {
		return this.template;
	}

	@Override
	public void expect(WorkerId worker, int incarnation) {
		hub().expect(worker, incarnation);
	}

	@Override
	public CompletableFuture<Void> retire(WorkerId worker) {
		return hub().retire(worker);
	}

	@Override
	public @Nullable Duration latency(WorkerId worker) {
		IpcHub current = this.hub;
		return (current != null) ? current.latency(worker) : null;
	}

	@Override
	public void close() {
		IpcHub current = this.hub;
		if (current != null) {
			current.close();
		}
	}

}
