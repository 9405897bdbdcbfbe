package io.github.fleetboot.ipc.socket;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcClosedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcFailure;
import io.github.fleetboot.ipc.IpcPeerLostException;
import io.github.fleetboot.ipc.IpcTimeoutException;

/**
 * The requests of this member that have not ended. Swept from time to time instead of
 * having a timer each. Safe for use by several threads.
 */
final class Calls {

	private final ConcurrentHashMap<Long, PendingCall> calls = new ConcurrentHashMap<>();

	private final WorkerId self;

	private final Outbox outbox;

	private final Consumer<OutFrame> sender;

	Calls(WorkerId self, Outbox outbox, Consumer<OutFrame> sender) {
		this.self = self;
		this.outbox = outbox;
		this.sender = sender;
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	int size() {
		return this.calls.size();
	}

	void start(PendingCall call, OutFrame frame) {
		this.calls.put(call.id(), call);
		this.sender.accept(frame);
	}

	@Nullable PendingCall get(long id) {
		return this.calls.get(id);
	}

	void reply(long id, WorkerId source, IpcContent content) {
		PendingCall call = this.calls.get(id);
		if (call != null && call.reply(source, content)) {
			forget(call, false);
		}
	}

	void fail(long id, @Nullable WorkerId source, IpcFailure failure) {
		PendingCall call = this.calls.get(id);
		if (call == null) {
			return;
		}
		boolean over = call.fail(source,
				(failure.kind() == IpcFailure.Kind.TIMEOUT)
						? new IpcTimeoutException(call.destination(), call.timeout(), failure.message())
						: failure.toException(call.destination(), source));
		if (over) {
			forget(call, false);
		}
	}

	void cancel(PendingCall call) {
		if (call.cancel()) {
			forget(call, true);
		}
	}

	private void forget(PendingCall call, boolean tell) {
		this.calls.remove(call.id());
		boolean known = tell && call.isHandedOver();
		BulkOut bulk = call.bulk();
		if (bulk != null && !bulk.isOver()) {
			this.outbox.end(bulk);
			if (known) {
				this.sender.accept(new OutFrame(Frame.plain(Frame.Kind.ABORT, bulk.stream(), 0)));
			}
		}
		if (known) {
			this.sender.accept(new OutFrame(Frame.plain(Frame.Kind.CANCEL, call.id(), 0)));
		}
	}

	/**
	 * Fail what ran out of time.
	 * @param now the time, as of {@link System#nanoTime()}
	 */
	void tick(long now) {
		for (PendingCall call : this.calls.values()) {
			if (now - call.deadline() >= 0) {
				String way = call.isHandedOver() ? "" : "It never left " + this.self + ".";
				call.failRest((member) -> new IpcTimeoutException(call.destination(), call.timeout(), way));
				forget(call, true);
			}
		}
	}

	/**
	 * Fail what had been handed over.
	 * @param detail what happened
	 */
	void lost(String detail) {
		for (PendingCall call : this.calls.values()) {
			if (call.isHandedOver()) {
				call.failRest((member) -> new IpcPeerLostException(call.destination(), member, detail));
				forget(call, false);
			}
		}
	}

	/**
	 * Fail all, handed over or not.
	 * @param peer who is gone
	 * @param detail what happened
	 */
	void gone(@Nullable WorkerId peer, String detail) {
		for (PendingCall call : this.calls.values()) {
			call.failRest((member) -> new IpcPeerLostException(call.destination(), peer, detail));
			forget(call, false);
		}
	}

	void close(String detail) {
		for (PendingCall call : this.calls.values()) {
			call.failRest((member) -> new IpcClosedException(call.destination(), detail));
			forget(call, false);
		}
	}

}
