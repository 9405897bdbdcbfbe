package io.github.fleetboot.test.discord;

import java.util.concurrent.TimeUnit;

/**
 * How many payloads a connection may still send: 120 in each 60 seconds, counted from the
 * first of them.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway#rate-limiting">Rate
 * limiting</a>
 */
final class SendAllowance {

	private static final int LIMIT = 120;

	private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

	private long windowStart;

	private int used;

	boolean take(long now) {
		if (this.used == 0 || now - this.windowStart >= WINDOW) {
			this.windowStart = now;
			this.used = 0;
		}
		return ++this.used <= LIMIT;
	}

}
