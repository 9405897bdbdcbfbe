package io.github.fleetboot.test.discord.rest;

import java.time.Duration;

/**
 * So many requests in a window, for each value of the major parameters.
 *
 * @param bucket what the bucket is called; routes may share one
 * @param requests how many requests
 * @param window how long the window is
 */
public record RateLimit(String bucket, int requests, Duration window) {

	/**
	 * A limit for five seconds.
	 */
	static RateLimit perFiveSeconds(String bucket, int requests) {
		return new RateLimit(bucket, requests, Duration.ofSeconds(5));
	}

}
