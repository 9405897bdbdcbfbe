package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts requests per bucket and globally, and says no in Discord's words.
 *
 * @see <a href= "https://docs.discord.com/developers/topics/rate-limits">Rate limits</a>
 */
public final class RateLimits {

	private static final double NANOS = 1e9;

	private static final int TIDY_ABOVE = 10_000;

	private final Settings settings;

	private final Window global;

	private final Map<String, Window> buckets = new HashMap<>();

	public RateLimits(Settings settings) {
		this.settings = settings;
		this.global = new Window(settings.globalLimit, Duration.ofSeconds(1));
	}

	/**
	 * Count a request of the bot.
	 * @return the refusal, or {@code null} if it may pass
	 */
	public @Nullable RestResponse take(Route route, RestRequest request) {
		if (!this.settings.rateLimits) {
			return null;
		}
		long now = request.time().nanos();
		boolean counted = route.access() == Route.Access.BOT
				|| (route.access() == Route.Access.INTERACTION && !this.settings.interactionsExempt);
		if (counted && !this.global.take(now)) {
			return refusal(this.global.resetAfter(now), true);
		}
		RateLimit limit = route.limit();
		if (limit == null || bucket(limit, request).take(now)) {
			return null;
		}
		return refusal(bucket(limit, request).resetAfter(now), false);
	}

	/**
	 * Tell the bucket's state.
	 */
	public void describe(Route route, RestRequest request, RestResponse response) {
		RateLimit limit = route.limit();
		if (limit == null || !this.settings.rateLimits) {
			return;
		}
		Window bucket = bucket(limit, request);
		double resetAfter = bucket.resetAfter(request.time().nanos()) / NANOS;
		double reset = request.time().instant().toEpochMilli() / 1000.0 + resetAfter;
		response.header("X-RateLimit-Limit", Integer.toString(limit.requests()));
		response.header("X-RateLimit-Remaining", Integer.toString(bucket.remaining()));
		response.header("X-RateLimit-Reset", String.format(Locale.ROOT, "%.3f", reset));
		response.header("X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", resetAfter));
		response.header("X-RateLimit-Bucket", limit.hash());
	}

	private RestResponse refusal(long nanos, boolean global) {
		double seconds = Math.ceil(nanos / 1e6) / 1000;
		RestResponse response = new RestResponse(429,
				Json.object()
					.put("message", "You are being rate limited.")
					.put("retry_after", seconds)
					.put("global", global));
		response.header("Retry-After", Long.toString((long) Math.ceil(seconds)));
		response.header("X-RateLimit-Scope", global ? "global" : "user");
		if (global) {
			response.header("X-RateLimit-Global", "true");
		}
		return response;
	}

	private Window bucket(RateLimit limit, RestRequest request) {
		if (this.buckets.size() > TIDY_ABOVE) {
			this.buckets.values().removeIf((window) -> window.resetAfter(request.time().nanos()) == 0);
		}
		return this.buckets.computeIfAbsent(limit.key(request), (key) -> new Window(limit.requests(), limit.window()));
	}

	/**
	 * A window that opens with the first request in it.
	 */
	private static final class Window {

		private final int limit;

		private final long length;

		private int used;

		private long start;

		Window(int limit, Duration length) {
			this.limit = limit;
			this.length = length.toNanos();
		}

		boolean take(long now) {
			if (resetAfter(now) == 0) {
				this.used = 0;
				this.start = now;
			}
			if (this.used == this.limit) {
				return false;
			}
			this.used++;
			return true;
		}

		int remaining() {
			return this.limit - this.used;
		}

		long resetAfter(long now) {
			return (this.used == 0) ? 0 : Math.max(0, this.start + this.length - now);
		}

	}

}
