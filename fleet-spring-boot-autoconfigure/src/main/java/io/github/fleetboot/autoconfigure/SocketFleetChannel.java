package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetChannel;
import io.github.fleetboot.ipc.DeferredIpcLink;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcHubFigures;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Admiral's hub on a socket in the fleet's directory.
 */
class SocketFleetChannel implements FleetChannel {

	private static final long FIGURES_MILLIS = 1000;

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

	/**
	 * What the hub has in its hands. Waits for a moment.
	 * @return the figures, all zero before the hub is open
	 * @throws IllegalStateException if the hub is too busy to tell
	 */
	IpcHubFigures figures() {
		IpcHub current = this.hub;
		if (current == null) {
			return IpcHubFigures.NONE;
		}
		try {
			return current.figures().get(FIGURES_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the hub was asked", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The hub did not tell what it has in its hands", ex);
		}
	}

	@Override
	public void close() {
		IpcHub current = this.hub;
		if (current != null) {
			current.close();
		}
	}

}
