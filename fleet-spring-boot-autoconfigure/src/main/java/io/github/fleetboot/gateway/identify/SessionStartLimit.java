package io.github.fleetboot.gateway.identify;

import java.time.Duration;

/**
 * How many sessions may be started, as {@code GET /gateway/bot} tells.
 *
 * @param total the number of IDENTIFYs in 24 hours
 * @param remaining how many of them are left
 * @param resetAfter the time until the number is full again
 * @param maxConcurrency how many shards may identify within the same five seconds
 * @see <a href=
 * "https://discord.com/developers/docs/events/gateway#session-start-limit-object">Discord:
 * Session Start Limit</a>
 */
public record SessionStartLimit(int total, int remaining, Duration resetAfter, int maxConcurrency) {

	public SessionStartLimit {
		if (maxConcurrency < 1) {
			throw new IllegalArgumentException("max_concurrency must be at least 1 but is " + maxConcurrency);
		}
	}

}
