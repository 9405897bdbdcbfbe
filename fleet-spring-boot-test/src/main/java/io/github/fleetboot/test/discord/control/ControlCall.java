package io.github.fleetboot.test.discord.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A request with its parameters, be they in the path, in the query or in the body.
 *
 * @param parameters the parameters by name
 */
record ControlCall(Map<String, JsonNode> parameters) {

	private static final long MOST_SECONDS = 3600;

	boolean has(String name) {
		return this.parameters.containsKey(name);
	}

	String text(String name) {
		return required(name).asString();
	}

	String text(String name, String otherwise) {
		return has(name) ? text(name) : otherwise;
	}

	boolean flag(String name) {
		return switch (text(name, "false")) {
			case "true" -> true;
			case "false" -> false;
			default -> throw ControlException.bad("'" + name + "' must be true or false");
		};
	}

	long number(String name) {
		String text = text(name);
		try {
			return Long.parseLong(text.trim());
		}
		catch (NumberFormatException ex) {
			throw ControlException.bad("'" + name + "' is '" + text + "', but must be a whole number");
		}
	}

	long number(String name, long otherwise) {
		return has(name) ? number(name) : otherwise;
	}

	int count(String name, int most) {
		text(name);
		return count(name, 0, most);
	}

	int count(String name, int otherwise, int most) {
		long count = number(name, otherwise);
		if (count < 0 || count > most) {
			throw ControlException.bad("'" + name + "' is " + count + ", but must be from 0 to " + most);
		}
		return (int) count;
	}

	Duration seconds(String name) {
		String text = text(name);
		try {
			double seconds = Double.parseDouble(text);
			if (seconds > 0 && seconds <= MOST_SECONDS) {
				return Duration.ofMillis(Math.round(seconds * 1000));
			}
		}
		catch (NumberFormatException ex) {
			throw ControlException.bad("'" + name + "' is '" + text + "', but must be a number of seconds");
		}
		throw ControlException
			.bad("'" + name + "' is " + text + ", but must be more than 0 and at most " + MOST_SECONDS + " seconds");
	}

	Duration seconds(String name, Duration otherwise) {
		return has(name) ? seconds(name) : otherwise;
	}

	/**
	 * A constant, as Java or as configuration files write it.
	 */
	<E extends Enum<E>> E constant(String name, Class<E> type) {
		String wanted = text(name).toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equals(wanted))
			.findFirst()
			.orElseThrow(() -> ControlException.bad("'%s' is '%s', but must be one of %s".formatted(name, text(name),
					Arrays.toString(type.getEnumConstants()))));
	}

	/**
	 * The values of an object, as slash commands take them.
	 */
	Map<String, Object> values(String name) {
		Map<String, Object> values = new LinkedHashMap<>();
		JsonNode object = this.parameters.get(name);
		if (object != null) {
			if (!object.isObject()) {
				throw ControlException.bad("'" + name + "' must be an object of names and values");
			}
			object.properties().forEach((entry) -> values.put(entry.getKey(), value(entry.getValue())));
		}
		return values;
	}

	private static Object value(JsonNode node) {
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		if (node.isIntegralNumber()) {
			return node.longValue();
		}
		return node.isNumber() ? node.doubleValue() : node.asString();
	}

	private JsonNode required(String name) {
		JsonNode value = this.parameters.get(name);
		if (value == null || value.isNull()) {
			throw ControlException.bad("'" + name + "' is missing");
		}
		return value;
	}

}
