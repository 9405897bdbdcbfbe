package io.github.fleetboot.test.discord.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When each shard may identify: one of each key in a window, and no more than there are
 * starts left.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#rate-limiting-and-concurrency">Max
 * concurrency</a>
 */
final class IdentifyQueue {

	private final int maxConcurrency;

	private final long window;

	private final Map<Integer, Long> free = new HashMap<>();

	private int remaining;

	IdentifyQueue(int maxConcurrency, int remaining, Duration window) {
		this.maxConcurrency = maxConcurrency;
		this.remaining = remaining;
		this.window = window.toNanos();
	}

	/**
	 * Take the next place in the queue.
	 * @return how long to wait for it, in nanoseconds
	 * @throws IllegalStateException if no start is left
	 */
	synchronized long take(int shard) {
		if (this.remaining == 0) {
			throw new IllegalStateException("No session start is left");
		}
		this.remaining--;
		long now = System.nanoTime();
		int key = shard % this.maxConcurrency;
		long start = Math.max(now, this.free.getOrDefault(key, now));
		this.free.put(key, start + this.window);
		return start - now;
	}

}
