package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer: status, JSON and headers.
 */
public final class RestResponse {

	private final int status;

	private final @Nullable JsonNode body;

	private final Map<String, String> headers = new LinkedHashMap<>();

	public RestResponse(int status, @Nullable JsonNode body) {
		this.status = status;
		this.body = body;
	}

	public static RestResponse ok(JsonNode body) {
		return new RestResponse(200, body);
	}

	public static RestResponse noContent() {
		return new RestResponse(204, null);
	}

	public static RestResponse error(int status, int code, String message) {
		return new RestResponse(status, Json.object().put("message", message).put("code", code));
	}

	public int status() {
		return this.status;
	}

	/**
	 * Discord's error code, 0 for a success.
	 */
	public int code() {
		return (this.status >= 400 && this.body != null) ? (int) Json.number(this.body, "code", 0) : 0;
	}

	public @Nullable JsonNode body() {
		return this.body;
	}

	public Map<String, String> headers() {
		return this.headers;
	}

	public RestResponse header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

}
