package io.github.fleetboot.test.discord.rest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer: status, body and headers, and whether and when it reaches the client.
 */
public final class RestResponse {

	/**
	 * What becomes of an answer.
	 */
	public enum Delivery {

		/**
		 * It is sent.
		 */
		SENT,

		/**
		 * It never comes.
		 */
		LOST,

		/**
		 * The connection is reset in its stead.
		 */
		RESET

	}

	private final int status;

	private final @Nullable JsonNode body;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private byte[] bytes = {};

	private Delivery delivery = Delivery.SENT;

	private Duration delay = Duration.ZERO;

	RestResponse(int status, @Nullable JsonNode body) {
		this.status = status;
		this.body = body;
		if (body != null) {
			header("Content-Type", "application/json");
		}
	}

	static RestResponse ok(JsonNode body) {
		return new RestResponse(200, body);
	}

	static RestResponse noContent() {
		return new RestResponse(204, null);
	}

	public static RestResponse error(int status, int code, String message) {
		return new RestResponse(status, Json.object().put("message", message).put("code", code));
	}

	static RestResponse text(int status, String contentType, String text) {
		return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
	}

	static RestResponse bytes(int status, String contentType, byte[] bytes) {
		RestResponse response = new RestResponse(status, null);
		response.bytes = bytes;
		return response.header("Content-Type", contentType);
	}

	/**
	 * The HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Discord's error code, 0 for a success.
	 */
	int code() {
		return (this.status >= 400 && this.body != null) ? (int) Json.number(this.body, "code", 0) : 0;
	}

	@Nullable JsonNode body() {
		return this.body;
	}

	/**
	 * The body as it is sent.
	 * @return the bytes, none if there is no body
	 */
	public byte[] content() {
		return (this.body != null) ? Json.bytes(this.body) : this.bytes;
	}

	/**
	 * Whether it comes from a proxy before the API, which knows nothing of buckets.
	 */
	boolean isOfProxy() {
		return this.body == null && this.status >= 400;
	}

	/**
	 * The headers.
	 * @return the headers by name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	RestResponse header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * What becomes of it.
	 * @return the delivery
	 */
	public Delivery delivery() {
		return this.delivery;
	}

	void delivery(Delivery delivery) {
		this.delivery = delivery;
	}

	/**
	 * How long it is held back.
	 * @return the time, zero for not at all
	 */
	public Duration delay() {
		return this.delay;
	}

	void delay(Duration delay) {
		this.delay = delay;
	}

}
