package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Moment;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as the handlers see it.
 *
 * @param time when it was received
 * @param method the HTTP method
 * @param path the path without the API's prefix
 * @param parameters the variables of the route's template
 * @param query the query's parameters
 * @param authorization the header of that name
 * @param document the JSON of the body, {@code null} if it is not JSON
 * @param hasBody whether there was a body at all
 */
public record RestRequest(Moment time, String method, String path, Map<String, String> parameters,
		Map<String, String> query, @Nullable String authorization, @Nullable JsonNode document, boolean hasBody) {

	public RestRequest with(Map<String, String> parameters) {
		return new RestRequest(this.time, this.method, this.path, parameters, this.query, this.authorization,
				this.document, this.hasBody);
	}

	public String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

	public long id(String name) {
		return Json.snowflake(parameter(name));
	}

	public boolean flag(String name) {
		return "true".equals(this.query.get(name));
	}

	/**
	 * The body.
	 * @throws RestException if it is not JSON
	 */
	public JsonNode body() {
		if (this.document == null) {
			throw new RestException(400, 50109, "The request body contains invalid JSON.");
		}
		return this.document;
	}

}
