package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A method and path template, and what answers it.
 *
 * @param method the HTTP method
 * @param template the template, such as {@code channels/{channel}/messages}
 * @param access who may call it
 * @param limit chooses its rate limit, {@code null} for none
 * @param handler what answers it
 */
public record Route(String method, String template, Access access, Function<RestRequest, @Nullable RateLimit> limit,
		Function<RestRequest, RestResponse> handler) {

	/**
	 * Who may call a route, and which global limit counts it.
	 */
	enum Access {

		/**
		 * Anyone.
		 */
		OPEN,

		/**
		 * The bot.
		 */
		BOT,

		/**
		 * Anyone: what is loaded from elsewhere than the API.
		 */
		CDN,

		/**
		 * Whoever holds the webhook's token, which is part of the path.
		 */
		WEBHOOK,

		/**
		 * Whoever holds the interaction's token, which is part of the path.
		 */
		INTERACTION

	}

	/**
	 * A route of the bot with one limit.
	 */
	static Route bot(String method, String template, RateLimit limit, Function<RestRequest, RestResponse> handler) {
		return new Route(method, template, Access.BOT, (request) -> limit, handler);
	}

	static List<String> segments(String path) {
		List<String> segments = new ArrayList<>(8);
		int start = 0;
		for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
			segments.add(path.substring(start, end));
			start = end + 1;
		}
		segments.add(path.substring(start));
		return segments;
	}

}
