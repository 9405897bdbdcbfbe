package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Stands for a link that is opened later, so that beans can have their
 * {@link IpcTemplate} before there is anybody to talk to.
 *
 * @since 0.1.0
 */
public final class DeferredIpcLink implements IpcLink {

	private final WorkerId self;

	private volatile @Nullable IpcLink link;

	/**
	 * Create a link that is closed as yet.
	 * @param self whose link it will be
	 */
	public DeferredIpcLink(WorkerId self) {
		this.self = self;
	}

	/**
	 * Open it.
	 * @param link what to use from now on
	 */
	public void open(IpcLink link) {
		this.link = link;
	}

	@Override
	public WorkerId self() {
		return this.self;
	}

	@Override
	public boolean isConnected() {
		IpcLink current = this.link;
		return current != null && current.isConnected();
	}

	@Override
	public void send(IpcDestination destination, IpcContent content, Duration timeout) {
		opened(destination).send(destination, content, timeout);
	}

	@Override
	public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		return opened(destination).request(destination, content, timeout, replies);
	}

	@Override
	public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		return opened(destination).requestAll(destination, content, timeout, replies);
	}

	@Override
	public Executor callbackExecutor() {
		return (task) -> {
			IpcLink current = this.link;
			Executor executor = (current != null) ? current.callbackExecutor() : IpcLink.super.callbackExecutor();
			executor.execute(task);
		};
	}

	@Override
	public boolean isIdle() {
		IpcLink current = this.link;
		return current == null || current.isIdle();
	}

	@Override
	public IpcLinkFigures figures() {
		IpcLink current = this.link;
		return (current != null) ? current.figures() : IpcLinkFigures.NONE;
	}

	@Override
	public void close() {
		IpcLink current = this.link;
		if (current != null) {
			current.close();
		}
	}

	private IpcLink opened(IpcDestination destination) {
		IpcLink current = this.link;
		if (current == null) {
			throw new IpcClosedException(destination, "The fleet is not started, or not yet");
		}
		return current;
	}

}
