package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.fleetboot.test.discord.rules.SendWindow;

/**
 * How many payloads a connection may still send in a time.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway#rate-limiting">Rate
 * limiting</a>
 */
final class SendAllowance {

	private final int limit;

	private final long window;

	private final SendWindow shape;

	private final Deque<Long> taken = new ArrayDeque<>();

	private SendAllowance(int limit, Duration window, SendWindow shape) {
		this.limit = limit;
		this.window = window.toNanos();
		this.shape = shape;
	}

	/**
	 * 120 payloads of any kind in 60 seconds.
	 */
	static SendAllowance ofPayloads(SendWindow shape) {
		return new SendAllowance(120, Duration.ofSeconds(60), shape);
	}

	/**
	 * 5 presence updates in 20 seconds.
	 */
	static SendAllowance ofPresences(SendWindow shape) {
		return new SendAllowance(5, Duration.ofSeconds(20), shape);
	}

	/**
	 * Take one.
	 * @return whether there was one left
	 */
	boolean take(long now) {
		while (!this.taken.isEmpty() && now - this.taken.getFirst() >= this.window) {
			if (this.shape == SendWindow.FIXED) {
				this.taken.clear();
			}
			else {
				this.taken.removeFirst();
			}
		}
		if (this.taken.size() == this.limit) {
			return false;
		}
		this.taken.addLast(now);
		return true;
	}

}
