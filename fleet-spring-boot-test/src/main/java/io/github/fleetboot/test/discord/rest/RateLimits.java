package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.WindowShape;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests per bucket, for the bot as a whole and for those without a bot per
 * address.
 *
 * @see <a href= "https://docs.discord.com/developers/topics/rate-limits">Rate limits</a>
 */
final class RateLimits {

	private static final int TIDY_ABOVE = 10_000;

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Settings settings;

	private final Window ofBot;

	private final Map<String, Window> byAddress = new HashMap<>();

	private final Map<String, Window> buckets = new HashMap<>();

	private final Map<String, Integer> generations = new HashMap<>();

	private final Map<String, String> hashes = new HashMap<>();

	RateLimits(Settings settings) {
		this.settings = settings;
		this.ofBot = Window.of(settings.rest.globalWindow, settings.globalLimit, SECOND);
	}

	/**
	 * Count a request.
	 * @return the refusal, or {@code null} if it may pass
	 */
	@Nullable RestResponse take(Route route, @Nullable RateLimit limit, RestRequest request) {
		if (!this.settings.rateLimits) {
			return null;
		}
		long now = request.time().nanos();
		Window global = global(route, request);
		if (global != null && !global.take(now)) {
			return LimitAnswers.refusal("global", global.retryAfter(now));
		}
		return (limit != null) ? take(limit, MajorParameters.of(request), "user", now) : null;
	}

	/**
	 * Count a request against a limit that no header tells of.
	 * @throws LimitedException if it may not pass
	 */
	void takeHidden(RateLimit limit, String major, String scope, long now) {
		RestResponse refusal = this.settings.rateLimits ? take(limit, major, scope, now) : null;
		if (refusal != null) {
			throw new LimitedException(refusal);
		}
	}

	private @Nullable RestResponse take(RateLimit limit, String major, String scope, long now) {
		Window bucket = bucket(limit, major, now);
		return bucket.take(now) ? null : LimitAnswers.refusal(scope, bucket.retryAfter(now));
	}

	private @Nullable Window global(Route route, RestRequest request) {
		return switch (route.access()) {
			case CDN -> null;
			case BOT -> this.ofBot;
			case INTERACTION -> this.settings.interactionsExempt ? null : this.ofBot;
			case OPEN, WEBHOOK -> this.byAddress.computeIfAbsent(request.source(),
					(address) -> Window.of(this.settings.rest.globalWindow, this.settings.globalLimit, SECOND));
		};
	}

	/**
	 * Tell the bucket's state.
	 */
	void describe(RateLimit limit, RestRequest request, RestResponse response) {
		if (!this.settings.rateLimits) {
			return;
		}
		long now = request.time().nanos();
		Window bucket = bucket(limit, MajorParameters.of(request), now);
		long resetAfter = (bucket.resetAfter(now) + 999_999) / 1_000_000;
		response.header("X-RateLimit-Limit", Integer.toString(limit.requests()));
		response.header("X-RateLimit-Remaining", Integer.toString(bucket.remaining(now)));
		response.header("X-RateLimit-Reset",
				LimitAnswers.seconds(request.time().instant().toEpochMilli() + resetAfter));
		response.header("X-RateLimit-Reset-After", LimitAnswers.seconds(resetAfter));
		response.header("X-RateLimit-Bucket", hash(limit));
	}

	/**
	 * The bucket's name as clients see it, which does not tell the major parameters.
	 */
	String hash(RateLimit limit) {
		return this.hashes.computeIfAbsent(limit.bucket(), (bucket) -> {
			int hash = bucket.hashCode() + 31 * this.generations.getOrDefault(bucket, 0);
			return "%08x%08x".formatted(hash, Integer.reverse(hash));
		});
	}

	/**
	 * Give a bucket another name, as Discord does now and then. Its counts begin anew.
	 */
	void rename(RateLimit limit) {
		this.generations.merge(limit.bucket(), 1, Integer::sum);
		this.hashes.remove(limit.bucket());
	}

	private Window bucket(RateLimit limit, String major, long now) {
		if (this.buckets.size() > TIDY_ABOVE) {
			this.buckets.values().removeIf((window) -> window.resetAfter(now) == 0);
		}
		return this.buckets.computeIfAbsent(hash(limit) + ":" + major,
				(key) -> Window.of(WindowShape.FIXED, limit.requests(), limit.window()));
	}

}
