package io.github.fleetboot.ipc.socket;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * A request of this member that has not ended. Whoever ends it first wins.
 */
final class PendingCall {

	private static final Log logger = LogFactory.getLog(PendingCall.class);

	private final long id;

	private final IpcDestination destination;

	private final Duration timeout;

	private final long deadline;

	private final boolean all;

	private final IpcReplies replies;

	private @Nullable Set<WorkerId> expected;

	private @Nullable BulkOut bulk;

	private boolean over;

	private volatile boolean handedOver;

	PendingCall(long id, IpcDestination destination, Duration timeout, long deadline, boolean all, IpcReplies replies) {
		this.id = id;
		this.destination = destination;
		this.timeout = timeout;
		this.deadline = deadline;
		this.all = all;
		this.replies = replies;
	}

	long id() {
		return this.id;
	}

	IpcDestination destination() {
		return this.destination;
	}

	Duration timeout() {
		return this.timeout;
	}

	long deadline() {
		return this.deadline;
	}

	void handedOver() {
		this.handedOver = true;
	}

	boolean isHandedOver() {
		return this.handedOver;
	}

	@Nullable BulkOut bulk() {
		return this.bulk;
	}

	void bulk(BulkOut bulk) {
		this.bulk = bulk;
	}

	synchronized boolean isOver() {
		return this.over;
	}

	/**
	 * The members that will reply.
	 * @param members the members
	 */
	synchronized void expect(List<WorkerId> members) {
		this.expected = new LinkedHashSet<>(members);
	}

	/**
	 * A reply.
	 * @param source the member
	 * @param content its reply
	 * @return whether the call is over
	 */
	synchronized boolean reply(WorkerId source, IpcContent content) {
		if (!this.over && counts(source)) {
			try {
				this.replies.reply(source, content);
			}
			catch (RuntimeException ex) {
				failed(ex);
			}
			completeIfLast();
		}
		return this.over;
	}

	/**
	 * A failure.
	 * @param source the member, {@code null} for the call as a whole
	 * @param failure what happened
	 * @return whether the call is over
	 */
	synchronized boolean fail(@Nullable WorkerId source, IpcException failure) {
		if (this.over) {
			return true;
		}
		if (source == null || !this.all) {
			this.over = true;
			tell(() -> this.replies.failure(source, failure));
			tell(this.replies::completed);
		}
		else if (counts(source)) {
			tell(() -> this.replies.failure(source, failure));
			completeIfLast();
		}
		return this.over;
	}

	/**
	 * End the call: each member still expected fails.
	 * @param failures makes the failure of a member
	 */
	synchronized void failRest(Failures failures) {
		if (this.over) {
			return;
		}
		this.over = true;
		if (this.expected == null) {
			tell(() -> this.replies.failure(null, failures.of(null)));
		}
		else {
			this.expected.forEach((member) -> tell(() -> this.replies.failure(member, failures.of(member))));
		}
		tell(this.replies::completed);
	}

	synchronized boolean cancel() {
		boolean wasRunning = !this.over;
		this.over = true;
		return wasRunning;
	}

	private void tell(Runnable event) {
		try {
			event.run();
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private void failed(RuntimeException failure) {
		logger.warn("Whoever called '" + this.destination + "' failed to take the reply", failure);
	}

	private boolean counts(WorkerId source) {
		return !this.all || (this.expected != null && this.expected.remove(source));
	}

	private void completeIfLast() {
		if (!this.all || this.expected == null || this.expected.isEmpty()) {
			this.over = true;
			completed();
		}
	}

	private void completed() {
		try {
			this.replies.completed();
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	/**
	 * Makes the failure of a member.
	 */
	@FunctionalInterface
	interface Failures {

		IpcException of(@Nullable WorkerId member);

	}

}
