package io.github.fleetboot.test.discord.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that can be asked for.
 *
 * @param method the HTTP method
 * @param path the path behind the prefix; a segment in braces is a parameter
 * @param parameters the parameters in the query or the body, {@code *} at the end for any
 * @param purpose what it does, for people
 * @param handler does it
 */
record ControlRoute(String method, String path, List<String> parameters, String purpose,
		Function<ControlCall, JsonNode> handler) {

	/**
	 * The parameters in a path.
	 * @return the parameters by name, {@code null} if the path is another one
	 */
	@Nullable Map<String, String> match(String actual) {
		String[] expected = this.path.split("/", -1);
		String[] segments = actual.split("/", -1);
		if (expected.length != segments.length) {
			return null;
		}
		Map<String, String> found = new LinkedHashMap<>();
		for (int index = 0; index < expected.length; index++) {
			if (expected[index].startsWith("{")) {
				found.put(expected[index].substring(1, expected[index].length() - 1), segments[index]);
			}
			else if (!expected[index].equals(segments[index])) {
				return null;
			}
		}
		return found;
	}

	/**
	 * A misspelt parameter must not be taken for none.
	 */
	void check(Iterable<String> names) {
		if (this.parameters.contains("*")) {
			return;
		}
		for (String name : names) {
			if (!this.parameters.contains(name)) {
				List<String> known = new ArrayList<>(this.parameters);
				throw ControlException.bad("There is no parameter '" + name + "'; "
						+ (known.isEmpty() ? "there are none here" : "there are " + String.join(", ", known)));
			}
		}
	}

}
