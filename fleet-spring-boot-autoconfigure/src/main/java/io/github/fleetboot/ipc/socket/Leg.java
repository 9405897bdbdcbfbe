package io.github.fleetboot.ipc.socket;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * A request on its way from a caller to one member, seen by the hub. The legs of one call
 * form a chain.
 */
final class Leg {

	private final long id;

	private final Peer origin;

	private final long originId;

	private WorkerId member;

	private final long deadline;

	private @Nullable Leg next;

	private @Nullable Peer target;

	private boolean over;

	Leg(long id, Peer origin, long originId, WorkerId member, long deadline) {
		this.id = id;
		this.origin = origin;
		this.originId = originId;
		this.member = member;
		this.deadline = deadline;
	}

	/** The number that the receiver knows. */
	long id() {
		return this.id;
	}

	Peer origin() {
		return this.origin;
	}

	/** The number that the caller knows. */
	long originId() {
		return this.originId;
	}

	WorkerId member() {
		return this.member;
	}

	/** Another member is meant by now; it is still parked. */
	void meant(WorkerId another) {
		this.member = another;
	}

	long deadline() {
		return this.deadline;
	}

	/** Who has the request, {@code null} while it is parked. */
	@Nullable Peer target() {
		return this.target;
	}

	void handTo(Peer target) {
		this.target = target;
	}

	@Nullable Leg next() {
		return this.next;
	}

	void next(@Nullable Leg next) {
		this.next = next;
	}

	boolean isOver() {
		return this.over;
	}

	void end() {
		this.over = true;
	}

}
