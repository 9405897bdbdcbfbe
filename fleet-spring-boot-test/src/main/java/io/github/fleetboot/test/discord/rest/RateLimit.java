package io.github.fleetboot.test.discord.rest;

import java.time.Duration;

/**
 * So many requests in a window, for each value of the major parameter.
 *
 * @param bucket what the bucket is called; routes may share one
 * @param requests how many requests
 * @param window how long the window is
 * @param major the template's variable that tells buckets apart, empty if none does
 */
public record RateLimit(String bucket, int requests, Duration window, String major) {

	/**
	 * The bucket's name as clients see it, which does not tell the major parameter.
	 */
	public String hash() {
		return "%08x%08x".formatted(this.bucket.hashCode(), Integer.reverse(this.bucket.hashCode()));
	}

	public String key(RestRequest request) {
		return this.bucket + ":" + request.parameter(this.major);
	}

}
