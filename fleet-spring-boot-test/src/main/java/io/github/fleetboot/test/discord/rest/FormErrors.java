package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a body, field by field, in Discord's tree.
 *
 * @see <a href= "https://docs.discord.com/developers/reference#error-messages">Error
 * messages</a>
 */
final class FormErrors {

	private final ObjectNode tree = Json.object();

	/**
	 * Add a complaint.
	 * @param code the code, such as {@code BASE_TYPE_REQUIRED}
	 * @param message the complaint in words
	 * @param path the field, outermost first, indexes of lists included; empty for the
	 * body as a whole
	 */
	void add(String code, String message, String... path) {
		ObjectNode node = this.tree;
		for (String step : path) {
			node = (node.get(step) instanceof ObjectNode known) ? known : node.putObject(step);
		}
		JsonNode known = node.get("_errors");
		ArrayNode list = (known instanceof ArrayNode array) ? array : node.putArray("_errors");
		list.addObject().put("code", code).put("message", message);
	}

	void range(long value, long least, long most, String... path) {
		if (value > most) {
			add("NUMBER_TYPE_MAX", "int value should be less than or equal to " + most + ".", path);
		}
		else if (value < least) {
			add("NUMBER_TYPE_MIN", "int value should be greater than or equal to " + least + ".", path);
		}
	}

	/**
	 * Refuse the body if there is a complaint.
	 * @throws RestException if so
	 */
	void raise() {
		if (!this.tree.isEmpty()) {
			throw new RestException(400, 50035, "Invalid Form Body", this.tree);
		}
	}

	static RestException of(String code, String message, String... path) {
		FormErrors errors = new FormErrors();
		errors.add(code, message, path);
		return new RestException(400, 50035, "Invalid Form Body", errors.tree);
	}

	static RestException notSnowflake(String value, String... path) {
		return of("NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not snowflake.", path);
	}

}
