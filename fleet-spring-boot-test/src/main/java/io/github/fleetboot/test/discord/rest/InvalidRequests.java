package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.world.BanBody;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.WindowShape;
import org.jspecify.annotations.Nullable;

/**
 * Counts invalid requests per source address, and bans those that make too many.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans">Invalid
 * request limit</a>
 */
final class InvalidRequests {

	private final RestSettings settings;

	private final Map<String, Window> counts = new HashMap<>();

	private final Map<String, Long> bannedUntil = new HashMap<>();

	InvalidRequests(RestSettings settings) {
		this.settings = settings;
	}

	/**
	 * Count an answer if it is an invalid request's.
	 * @return how many the address has made in the window, 0 if it makes none
	 */
	int count(RestRequest request, RestResponse response) {
		Window window = this.counts.get(request.source());
		long now = request.time().nanos();
		if (isInvalid(response)) {
			if (window == null) {
				window = Window.of(WindowShape.FIXED, this.settings.invalidRequestLimit,
						this.settings.invalidRequestWindow);
				this.counts.put(request.source(), window);
			}
			window.count(now);
			if (window.remaining(now) == 0) {
				ban(request.source(), now, this.settings.banLength);
			}
		}
		return (window != null) ? window.used(now) : 0;
	}

	private static boolean isInvalid(RestResponse response) {
		return switch (response.status()) {
			case 401, 403 -> true;
			case 429 -> !"shared".equals(response.headers().get(LimitAnswers.SCOPE));
			default -> false;
		};
	}

	void ban(String source, long now, Duration length) {
		this.counts.remove(source);
		this.bannedUntil.put(source, now + length.toNanos());
	}

	void pardon() {
		this.bannedUntil.clear();
		this.counts.clear();
	}

	/**
	 * The answer to a banned address, which comes from the outermost proxy.
	 * @return the answer, {@code null} if the address is not banned
	 */
	@Nullable RestResponse refusal(RestRequest request) {
		Long until = this.bannedUntil.get(request.source());
		if (until == null) {
			return null;
		}
		long left = until - request.time().nanos();
		if (left <= 0) {
			this.bannedUntil.remove(request.source());
			return null;
		}
		RestResponse response = body(this.settings.banBody);
		if (this.settings.banTellsRetryAfter) {
			response.header("Retry-After", Long.toString((left + 999_999_999) / 1_000_000_000));
		}
		return response;
	}

	private static RestResponse body(BanBody body) {
		return switch (body) {
			case HTML -> RestResponse.text(429, "text/html", "<!DOCTYPE html><html><head><title>Access denied | "
					+ "discord.com used Cloudflare to restrict access</title></head><body>1015</body></html>");
			case ERROR_CODE -> RestResponse.text(429, "text/plain", "error code: 1015");
			case JSON -> new RestResponse(429, Json.object()
				.put("message", "You are being blocked from accessing our API temporarily due to exceeding "
						+ "our rate limits frequently. Please read our docs at "
						+ "https://discord.com/developers/docs/topics/rate-limits to prevent this moving forward.")
				.put("code", 0));
		};
	}

}
