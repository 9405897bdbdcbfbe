package io.github.fleetboot.ipc.socket;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Keeps messages without reply in order although large ones travel in parts: what follows
 * a large message to the same destination waits until all its parts have left the
 * Admiral. Safe for use by several threads.
 */
final class Lanes {

	private final Map<String, Queue<Waiting>> busy = new HashMap<>();

	private volatile int count;

	private long waiting;

	/**
	 * Send something now or, if its lane is busy, later.
	 * @param address the destination
	 * @param size its size, in bytes
	 * @param send sends it, must not block
	 */
	void pass(String address, int size, Runnable send) {
		if (this.count != 0) {
			synchronized (this) {
				Queue<Waiting> lane = this.busy.get(address);
				if (lane != null) {
					enqueue(lane, new Waiting(send, size, false));
					return;
				}
			}
		}
		send.run();
	}

	/**
	 * Send something that keeps its lane busy until {@link #free}.
	 * @param address the destination
	 * @param size its size, in bytes
	 * @param send sends it, must not block
	 */
	void occupy(String address, int size, Runnable send) {
		synchronized (this) {
			Queue<Waiting> lane = this.busy.get(address);
			if (lane != null) {
				enqueue(lane, new Waiting(send, size, true));
				return;
			}
			this.busy.put(address, new ArrayDeque<>());
			this.count = this.busy.size();
		}
		send.run();
	}

	private void enqueue(Queue<Waiting> lane, Waiting next) {
		this.waiting += next.size;
		lane.add(next);
	}

	/**
	 * How much is waiting.
	 * @return bytes
	 */
	long waiting() {
		if (this.count == 0) {
			return 0;
		}
		synchronized (this) {
			return this.waiting;
		}
	}

	/**
	 * Let the next ones pass, up to one that keeps the lane busy again.
	 * @param address the destination
	 */
	synchronized void free(String address) {
		Queue<Waiting> lane = this.busy.get(address);
		if (lane == null) {
			return;
		}
		for (Waiting next = lane.poll(); next != null; next = lane.poll()) {
			this.waiting -= next.size;
			next.send.run();
			if (next.occupies) {
				return;
			}
		}
		this.busy.remove(address);
		this.count = this.busy.size();
	}

	private record Waiting(Runnable send, int size, boolean occupies) {
	}

}
