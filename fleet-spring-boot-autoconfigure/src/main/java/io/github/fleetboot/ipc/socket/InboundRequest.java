package io.github.fleetboot.ipc.socket;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcRequest;

/**
 * A request to this member. The first answer, or the caller's giving up, ends it.
 */
final class InboundRequest implements IpcRequest {

	private final Requests requests;

	private final long id;

	private final WorkerId source;

	private final String route;

	private final IpcContent content;

	private final long deadline;

	private boolean answered;

	private boolean cancelled;

	private @Nullable Runnable onCancel;

	InboundRequest(Requests requests, long id, WorkerId source, Body body, long deadline) {
		this.requests = requests;
		this.id = id;
		this.source = source;
		this.route = body.route();
		this.content = body.content();
		this.deadline = deadline;
	}

	long id() {
		return this.id;
	}

	long deadline() {
		return this.deadline;
	}

	@Override
	public WorkerId source() {
		return this.source;
	}

	@Override
	public String route() {
		return this.route;
	}

	@Override
	public IpcContent content() {
		return this.content;
	}

	@Override
	public synchronized boolean isOpen() {
		return !this.answered && !this.cancelled && System.nanoTime() - this.deadline < 0;
	}

	@Override
	public void reply(IpcContent reply) {
		if (answer()) {
			this.requests.reply(this, reply);
		}
	}

	@Override
	public void fail(IpcFailure failure) {
		if (answer()) {
			this.requests.fail(this, failure);
		}
	}

	private synchronized boolean answer() {
		boolean first = !this.answered && !this.cancelled;
		this.answered = true;
		this.onCancel = null;
		return first;
	}

	@Override
	public void onCancel(Runnable action) {
		synchronized (this) {
			if (!this.cancelled) {
				this.onCancel = action;
				return;
			}
		}
		action.run();
	}

	void cancel() {
		Runnable action;
		synchronized (this) {
			if (this.answered || this.cancelled) {
				return;
			}
			this.cancelled = true;
			action = this.onCancel;
		}
		if (action != null) {
			action.run();
		}
	}

}
