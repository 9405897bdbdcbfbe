package io.github.fleetboot.test.discord.rest;

import java.util.Map;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as the handlers see it.
 *
 * @param time when it was received
 * @param source the address it came from
 * @param method the HTTP method
 * @param path the path without the API's prefix
 * @param parameters the variables of the route's template
 * @param query the query's parameters
 * @param authorization the header of that name
 * @param userAgent the header of that name
 * @param payload the body
 */
public record RestRequest(Moment time, String source, String method, String path, Map<String, String> parameters,
		Map<String, String> query, @Nullable String authorization, @Nullable String userAgent, RequestBody payload) {

	RestRequest at(String path, Map<String, String> parameters) {
		return new RestRequest(this.time, this.source, this.method, path, parameters, this.query, this.authorization,
				this.userAgent, this.payload);
	}

	String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

	/**
	 * A variable that is a snowflake.
	 * @throws RestException if it is none
	 */
	long id(String name) {
		long id = Json.snowflake(parameter(name));
		if (id == 0) {
			throw FormErrors.notSnowflake(parameter(name), name + "_id");
		}
		return id;
	}

	boolean flag(String name) {
		return "true".equalsIgnoreCase(this.query.get(name)) || "1".equals(this.query.get(name));
	}

	/**
	 * A whole number in the query.
	 * @throws RestException if it is none, or out of range
	 */
	int number(String name, int least, int most, int absent) {
		String value = this.query.get(name);
		if (value == null) {
			return absent;
		}
		FormErrors errors = new FormErrors();
		int number = absent;
		try {
			number = Integer.parseInt(value);
			errors.range(number, least, most, name);
		}
		catch (NumberFormatException ex) {
			errors.add("NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not int.", name);
		}
		errors.raise();
		return number;
	}

	/**
	 * A snowflake in the query, 0 if it is absent.
	 * @throws RestException if it is none
	 */
	long queryId(String name) {
		String value = this.query.get(name);
		if (value == null) {
			return 0;
		}
		long id = Json.snowflake(value);
		if (id == 0 && !value.equals("0")) {
			throw FormErrors.notSnowflake(value, name);
		}
		return id;
	}

	/**
	 * The body's document.
	 * @throws RestException if it is not JSON
	 */
	JsonNode body() {
		return this.payload.document();
	}

}
