package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * A connection between two workers, on which one of them, its user, sends requests to the
 * other. It ends without a request being lost: the receiver asks the user to leave, the
 * user sends no more, and hangs up when it has all replies. For the I/O thread, except
 * {@link #request}.
 */
final class Shortcut implements Connection.FrameHandler {

	/** After which time a shortcut that nobody uses ends. */
	static final Duration IDLE = Duration.ofMinutes(1);

	/** For how long a user that was asked to leave is waited for. It may hang. */
	private static final Duration LEAVE = Duration.ofSeconds(5);

	private final WorkerId peer;

	private final boolean used;

	private final Connection connection;

	private final MemberEnd end;

	/** The threads that are about to send a request. */
	private final AtomicInteger senders = new AtomicInteger();

	private volatile boolean leaving;

	private long leaveBy;

	private long lastUsed = System.nanoTime();

	private long sent;

	/**
	 * Create it.
	 * @param peer who is at the other end
	 * @param used whether this worker is the one that sends requests
	 * @param connection the connection
	 * @param end this worker's end
	 */
	Shortcut(WorkerId peer, boolean used, Connection connection, MemberEnd end) {
		this.peer = peer;
		this.used = used;
		this.connection = connection;
		this.end = end;
	}

	WorkerId peer() {
		return this.peer;
	}

	boolean isUsed() {
		return this.used;
	}

	Connection connection() {
		return this.connection;
	}

	MemberEnd end() {
		return this.end;
	}

	/**
	 * Send a request; for any thread.
	 * @param destination the worker at the other end
	 * @param content the request
	 * @param timeout how long it may take
	 * @param replies told the reply
	 * @return the call, {@code null} if the shortcut is about to end
	 */
	@Nullable IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		this.senders.incrementAndGet();
		try {
			return this.leaving ? null : this.end.request(destination, content, timeout, false, replies);
		}
		finally {
			this.senders.decrementAndGet();
		}
	}

	/** Send no more requests. */
	void leave() {
		this.leaving = true;
	}

	/** Ask the user to leave. */
	void askToLeave() {
		if (!this.leaving) {
			this.leaving = true;
			this.leaveBy = System.nanoTime() + LEAVE.toNanos();
			this.end.add(new OutFrame(Frame.plain(Frame.Kind.LEAVE, 0, 0)));
		}
	}

	boolean isLeaving() {
		return this.leaving;
	}

	/** Whether no thread is about to send a request; none will be if it is leaving. */
	boolean isQuiet() {
		return this.senders.get() == 0;
	}

	@Override
	public void handle(FrameReader frame) throws IOException {
		if (frame.kind() == Frame.Kind.LEAVE) {
			leave();
		}
		else {
			this.end.receive(frame);
		}
	}

	/**
	 * See to what is due.
	 * @param now the time, as of {@link System#nanoTime()}
	 * @return whether it is over, since nobody wants anything any more
	 */
	boolean tick(long now) {
		this.end.tick(now);
		if (!this.used) {
			return this.leaving && now - this.leaveBy >= 0 && isAtRest();
		}
		if (this.end.sent() != this.sent || this.end.isBusy()) {
			this.sent = this.end.sent();
			this.lastUsed = now;
		}
		else if (now - this.lastUsed >= IDLE.toNanos()) {
			leave();
		}
		return this.leaving && isQuiet() && !this.end.isBusy() && isAtRest();
	}

	private boolean isAtRest() {
		return this.end.isIdle() && this.connection.isDrained(this.end.outbox());
	}

	@Override
	public String toString() {
		return "shortcut " + (this.used ? "to " : "of ") + this.peer;
	}

}
