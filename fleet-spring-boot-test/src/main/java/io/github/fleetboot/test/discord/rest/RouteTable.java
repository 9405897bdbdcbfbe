package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path among those of its method and length. A template with more
 * fixed segments goes first.
 */
final class RouteTable {

	private final Map<String, List<Template>> templates = new HashMap<>();

	private final Map<String, String> fixed;

	/**
	 * Create an empty table.
	 * @param fixed variables of the webhook routes that only match one value
	 */
	RouteTable(Map<String, String> fixed) {
		this.fixed = fixed;
	}

	void add(Route route) {
		List<String> segments = Route.segments(route.template());
		List<Template> siblings = this.templates.computeIfAbsent(key(route.method(), segments.size()),
				(key) -> new ArrayList<>());
		siblings.add(new Template(route, segments, this.fixed));
		siblings.sort(Comparator.comparingInt(Template::literals).reversed());
	}

	/**
	 * Find a route.
	 * @return the route and its variables, {@code null} if there is none
	 */
	@Nullable Match find(String method, List<String> path) {
		for (Template template : this.templates.getOrDefault(key(method, path.size()), List.of())) {
			Match match = template.match(path);
			if (match != null) {
				return match;
			}
		}
		return null;
	}

	/**
	 * Whether another method has a route for this path.
	 */
	boolean knows(List<String> path) {
		Function<String, @Nullable Match> lookup = (method) -> find(method, path);
		return List.of("GET", "POST", "PUT", "PATCH", "DELETE")
			.stream()
			.anyMatch((method) -> lookup.apply(method) != null);
	}

	private static String key(String method, int segments) {
		return method + segments;
	}

	/**
	 * A route with the values of its template's variables.
	 */
	record Match(Route route, Map<String, String> variables) {
	}

	private static final class Template {

		private final Route route;

		private final @Nullable String[] literal;

		private final @Nullable String[] name;

		private final int literals;

		Template(Route route, List<String> segments, Map<String, String> fixed) {
			this.route = route;
			this.literal = new @Nullable String[segments.size()];
			this.name = new @Nullable String[segments.size()];
			boolean webhook = segments.get(0).equals("webhooks");
			int literals = 0;
			for (int i = 0; i < this.literal.length; i++) {
				String segment = segments.get(i);
				boolean variable = segment.startsWith("{");
				this.name[i] = variable ? segment.substring(1, segment.length() - 1) : null;
				this.literal[i] = !variable ? segment : webhook ? fixed.get(this.name[i]) : null;
				literals += (this.literal[i] != null) ? 1 : 0;
			}
			this.literals = literals;
		}

		int literals() {
			return this.literals;
		}

		@Nullable Match match(List<String> path) {
			for (int i = 0; i < this.literal.length; i++) {
				String expected = this.literal[i];
				if (expected != null && !expected.equals(path.get(i))) {
					return null;
				}
			}
			Map<String, String> variables = new LinkedHashMap<>();
			for (int i = 0; i < this.name.length; i++) {
				String name = this.name[i];
				if (name != null) {
					variables.put(name, path.get(i));
				}
			}
			return new Match(this.route, variables);
		}

	}

}
