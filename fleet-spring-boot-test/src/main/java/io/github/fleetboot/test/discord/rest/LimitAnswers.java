package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;

/**
 * How Discord says that there were too many requests.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit">Exceeding
 * a rate limit</a>
 */
final class LimitAnswers {

	static final String SCOPE = "X-RateLimit-Scope";

	static final String GLOBAL = "X-RateLimit-Global";

	private LimitAnswers() {
	}

	/**
	 * A refusal.
	 * @param scope {@code user}, {@code global} or {@code shared}
	 * @param nanos after which time to try again
	 */
	static RestResponse refusal(String scope, long nanos) {
		boolean global = scope.equals("global");
		double seconds = Math.ceil(nanos / 1e6) / 1000;
		RestResponse response = new RestResponse(429, Json.object()
			.put("message",
					scope.equals("shared") ? "The resource is being rate limited." : "You are being rate limited.")
			.put("retry_after", seconds)
			.put("global", global));
		response.header("Retry-After", Long.toString((long) Math.ceil(seconds)));
		response.header(SCOPE, scope);
		if (global) {
			response.header(GLOBAL, "true");
		}
		return response;
	}

	/**
	 * Seconds with three decimals, as the headers tell times.
	 */
	static String seconds(long millis) {
		String fraction = Long.toString(1000 + millis % 1000).substring(1);
		return millis / 1000 + "." + fraction;
	}

}
