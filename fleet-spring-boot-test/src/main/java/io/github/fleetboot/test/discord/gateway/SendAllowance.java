package io.github.fleetboot.test.discord.gateway;

import java.util.concurrent.TimeUnit;

/**
 * How many payloads a connection may still send: 120 in each 60 seconds, counted from the
 * first of them.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway#rate-limiting">Rate
 * limiting</a>
 */
public final class SendAllowance {

	private static final int LIMIT = 120;

	private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

	private long windowStart;

	private int used;

	public boolean take(long now) {
		if (this.used == 0 || now - this.windowStart >= WINDOW) {
			this.windowStart = now;
			this.used = 0;
		}
		return ++this.used <= LIMIT;
	}

}
