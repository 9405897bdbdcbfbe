package io.github.fleetboot.ipc.socket;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;

/**
 * Messages for members that are planned but not connected. For the hub's thread.
 */
final class Parking {

	private final Map<WorkerId, Queue<Parked>> parked = new HashMap<>();

	private final int maxCount;

	private final long maxBytes;

	private int count;

	private long bytes;

	Parking(int maxCount, long maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes;
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	/**
	 * Keep a message.
	 * @param member whom it is for
	 * @param message the message
	 * @return {@code false} if there is no room
	 */
	boolean offer(WorkerId member, Parked message) {
		int length = message.passage().bodyLength();
		if (this.count >= this.maxCount || this.bytes + length > this.maxBytes) {
			return false;
		}
		this.count++;
		this.bytes += length;
		this.parked.computeIfAbsent(member, (key) -> new ArrayDeque<>()).add(message);
		return true;
	}

	/**
	 * Hand out what has been kept for a member, in order.
	 * @param member the member
	 * @param action takes each message
	 */
	void release(WorkerId member, Consumer<Parked> action) {
		Queue<Parked> messages = this.parked.remove(member);
		if (messages != null) {
			messages.forEach(this::forget);
			messages.forEach(action);
		}
	}

	/**
	 * Hand out some of what has been kept for a member, in order.
	 * @param member the member
	 * @param wanted which messages
	 * @param action takes each of them
	 */
	void release(WorkerId member, Predicate<Parked> wanted, Consumer<Parked> action) {
		Queue<Parked> messages = this.parked.get(member);
		if (messages != null) {
			List<Parked> released = messages.stream().filter(wanted).toList();
			messages.removeAll(released);
			if (messages.isEmpty()) {
				this.parked.remove(member);
			}
			released.forEach(this::forget);
			released.forEach(action);
		}
	}

	/**
	 * For whom something waits.
	 */
	Set<WorkerId> members() {
		return Set.copyOf(this.parked.keySet());
	}

	/**
	 * How many messages wait for each member.
	 */
	void count(BiConsumer<WorkerId, Integer> counts) {
		this.parked.forEach((member, messages) -> counts.accept(member, messages.size()));
	}

	/**
	 * Remove what came too late or is not wanted any more.
	 * @param now the time
	 * @param expired told each message that was still wanted
	 */
	void sweep(long now, Consumer<Parked> expired) {
		for (Iterator<Queue<Parked>> queues = this.parked.values().iterator(); queues.hasNext();) {
			Queue<Parked> queue = queues.next();
			queue.removeIf((message) -> {
				boolean late = now - message.deadline() >= 0;
				boolean remove = late || message.isUnwanted();
				if (remove) {
					forget(message);
					if (!message.isUnwanted()) {
						expired.accept(message);
					}
				}
				return remove;
			});
			if (queue.isEmpty()) {
				queues.remove();
			}
		}
	}

	private void forget(Parked message) {
		this.count--;
		this.bytes -= message.passage().bodyLength();
	}

	/**
	 * A message that waits.
	 *
	 * @param passage the message
	 * @param destination where it goes
	 * @param deadline until when
	 * @param leg the request, {@code null} if it is none
	 * @param stream the large payload that belongs to it, {@code null} if there is none
	 */
	record Parked(Passage passage, IpcDestination destination, long deadline, @Nullable Leg leg,
			@Nullable Stream stream) {

		boolean isUnwanted() {
			return this.leg != null && this.leg.isOver();
		}

	}

}
