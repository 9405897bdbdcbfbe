package io.github.fleetboot.test.discord;

import java.util.Locale;

/**
 * Whose limit an answer 429 speaks of.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.discord.com/developers/topics/rate-limits#header-format">Rate limits</a>
 */
public enum RateLimitScope {

	/**
	 * The bot's limit for a bucket.
	 */
	USER,

	/**
	 * The bot's limit over all routes.
	 */
	GLOBAL,

	/**
	 * A limit of something several bots use. It does not count as an invalid request.
	 */
	SHARED;

	String header() {
		return name().toLowerCase(Locale.ROOT);
	}

}
