package io.github.fleetboot.ipc.socket;

import java.util.ArrayList;
import java.util.List;

/**
 * A large payload on its way through the hub, to one or more members.
 */
final class Stream {

	private final Peer origin;

	private final long originId;

	private final List<StreamLeg> legs = new ArrayList<>();

	private long remaining;

	private int allowed;

	Stream(Peer origin, long originId, long total) {
		this.origin = origin;
		this.originId = originId;
		this.remaining = total;
	}

	Peer origin() {
		return this.origin;
	}

	long originId() {
		return this.originId;
	}

	List<StreamLeg> legs() {
		return this.legs;
	}

	/**
	 * Count a part that came in.
	 * @param length its length
	 * @return how many bytes are still to come; negative if there were too many
	 * @throws FrameException if the sender had no credit for it
	 */
	long take(int length) throws FrameException {
		if (--this.allowed < 0) {
			throw new FrameException("A part without credit");
		}
		this.remaining -= length;
		return this.remaining;
	}

	void grant(int parts) {
		this.allowed += parts;
		if (!this.origin.isClosed()) {
			this.origin.put(Frame.plain(Frame.Kind.CREDIT, this.originId, parts));
		}
	}

}
