package io.github.fleetboot.ipc.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;

/**
 * Tells a worker that sends many requests to another of the shortcut to it. For the hub's
 * thread.
 */
final class Introductions {

	/** In which time so many requests have to be sent. */
	private static final long WHILE = Duration.ofSeconds(10).toNanos();

	private final int many;

	/**
	 * Create it.
	 * @param many how many requests make a shortcut worth it, 0 if nothing does
	 */
	Introductions(int many) {
		this.many = many;
	}

	/**
	 * A request is handed over.
	 * @param origin who sends it
	 * @param target who gets it
	 * @param destination how it is addressed
	 * @param now the time, as of {@link System#nanoTime()}
	 */
	void requested(Peer origin, Peer target, IpcDestination destination, long now) {
		boolean named = destination.kind() == IpcDestination.Kind.CLUSTER
				|| destination.kind() == IpcDestination.Kind.SERVICE;
		if (this.many == 0 || !named || destination.incarnation() >= 0 || origin == target || origin.isLocal()
				|| !origin.acquaintance(target).isClose(this.many, now)) {
			return;
		}
		String door = target.door();
		if (door == null && target.isToListen()) {
			target.put(Frame.plain(Frame.Kind.LISTEN, 0, 0));
		}
		else if (door != null) {
			target.users().add(origin);
			origin.put(Frame.withBody(Frame.Kind.SHORTCUT, 0, 0, Frame.text(destination.address() + "\n" + door)));
		}
	}

	/**
	 * A worker can be reached.
	 * @param peer the worker
	 * @param frame its address
	 * @throws FrameException if it is none
	 */
	void listening(Peer peer, FrameReader frame) throws FrameException {
		String address = new String(frame.body(), StandardCharsets.UTF_8);
		if (!Sockets.isAddress(address)) {
			throw new FrameException("'" + address + "' is no address");
		}
		peer.door(address);
	}

	/**
	 * No more messages go to a worker. It asks its users to leave, but if it hangs only
	 * the hub can.
	 * @param id the worker
	 * @param peer its connection
	 */
	void retired(WorkerId id, Peer peer) {
		peer.put(Frame.plain(Frame.Kind.RETIRE, 0, 0));
		for (Peer user : peer.users()) {
			user.put(Frame.withBody(Frame.Kind.LEAVE, 0, 0, Frame.text(id.toString())));
		}
	}

	/**
	 * A worker is gone. It may not have been able to put away its socket.
	 * @param peer the worker
	 */
	void left(Peer peer) {
		String door = peer.door();
		if (door != null) {
			Sockets.removeFile(door);
		}
	}

	/**
	 * How often one worker asks another.
	 */
	static final class Acquaintance {

		private long since;

		private int requests;

		boolean isClose(int many, long now) {
			if (this.requests == 0 || now - this.since > WHILE) {
				this.since = now;
				this.requests = 0;
			}
			this.requests++;
			boolean close = this.requests >= many;
			if (close) {
				this.requests = 0;
			}
			return close;
		}

	}

}
