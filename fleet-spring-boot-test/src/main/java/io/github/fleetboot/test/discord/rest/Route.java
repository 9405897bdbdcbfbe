package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A method and path template, and what answers it.
 *
 * @param method the HTTP method
 * @param template the template, such as {@code channels/{channel}/messages}
 * @param access who may call it
 * @param limit its rate limit, {@code null} if it has none
 * @param handler what answers it
 */
public record Route(String method, String template, Access access, @Nullable RateLimit limit,
		Function<RestRequest, RestResponse> handler) {

	/**
	 * Who may call a route, and whether the global limit counts it.
	 */
	public enum Access {

		/**
		 * Anyone.
		 */
		OPEN,

		/**
		 * The bot.
		 */
		BOT,

		/**
		 * Whoever holds the interaction's token, which is part of the path.
		 */
		INTERACTION

	}

	/**
	 * Match a path.
	 * @return the template's variables, or {@code null} if the path does not match
	 */
	@Nullable Map<String, String> match(String method, List<String> path) {
		if (!this.method.equals(method)) {
			return null;
		}
		List<String> pattern = segments(this.template);
		if (pattern.size() != path.size()) {
			return null;
		}
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < pattern.size(); i++) {
			String expected = pattern.get(i);
			if (expected.startsWith("{")) {
				variables.put(expected.substring(1, expected.length() - 1), path.get(i));
			}
			else if (!expected.equals(path.get(i))) {
				return null;
			}
		}
		return variables;
	}

	public static List<String> segments(String path) {
		List<String> segments = new ArrayList<>();
		int start = 0;
		for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
			segments.add(path.substring(start, end));
			start = end + 1;
		}
		segments.add(path.substring(start));
		return segments;
	}

}
