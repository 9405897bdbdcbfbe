package io.github.fleetboot.test.discord.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.github.fleetboot.test.discord.world.Json;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request's body, read when it is asked for.
 *
 * @see <a href= "https://docs.discord.com/developers/reference#http-api">Reference: HTTP
 * API</a>
 */
public final class RequestBody {

	private static final String JSON = "application/json";

	private static final String URL_ENCODED = "application/x-www-form-urlencoded";

	private static final String MULTIPART = "multipart/form-data";

	private final String contentType;

	private final byte[] bytes;

	private @Nullable MultipartBody multipart;

	/**
	 * Hold a body.
	 * @param contentType the header, {@code null} if there was none
	 * @param bytes the body, empty if there was none
	 */
	public RequestBody(@Nullable String contentType, byte[] bytes) {
		this.contentType = (contentType != null) ? contentType : "";
		this.bytes = bytes;
	}

	boolean isEmpty() {
		return this.bytes.length == 0;
	}

	int size() {
		return this.bytes.length;
	}

	/**
	 * Refuse a body whose type Discord does not read.
	 * @throws RestException if so
	 */
	void checkType() {
		if (!isEmpty() && !is(JSON) && !is(URL_ENCODED) && !is(MULTIPART)) {
			FormErrors errors = new FormErrors();
			errors.add("CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'" + JSON + "', '"
					+ URL_ENCODED + "', '" + MULTIPART + "'}.");
			errors.raise();
		}
	}

	/**
	 * The document.
	 * @throws RestException if it is none
	 */
	JsonNode document() {
		if (is(MULTIPART)) {
			return multipart().document();
		}
		if (is(URL_ENCODED)) {
			return urlEncoded();
		}
		return json(this.bytes);
	}

	/**
	 * The files sent along.
	 */
	List<UploadedPart> files() {
		return is(MULTIPART) ? multipart().files() : List.of();
	}

	static JsonNode json(byte[] bytes) {
		JsonNode document = Json.parse(bytes);
		if (document == null) {
			throw new RestException(400, 50109, "The request body contains invalid JSON.");
		}
		return document;
	}

	private JsonNode urlEncoded() {
		String text = new String(this.bytes, StandardCharsets.UTF_8);
		ObjectNode fields = Json.object();
		new QueryStringDecoder(text, false).parameters().forEach((name, values) -> put(fields, name, values.get(0)));
		return fields;
	}

	/**
	 * Forms know no types: what reads as a number or truth value is one, but for texts.
	 */
	static void put(ObjectNode fields, String name, String value) {
		if (name.equals("payload_json")) {
			json(value.getBytes(StandardCharsets.UTF_8)).properties()
				.forEach((entry) -> fields.set(entry.getKey(), entry.getValue()));
		}
		else if (List.of("tts", "enforce_nonce").contains(name)) {
			fields.put(name, Boolean.parseBoolean(value));
		}
		else if (List.of("type", "flags").contains(name) && Json.snowflake(value) != 0) {
			fields.put(name, Json.snowflake(value));
		}
		else {
			fields.put(name, value);
		}
	}

	private MultipartBody multipart() {
		MultipartBody read = this.multipart;
		if (read == null) {
			read = MultipartBody.read(this.contentType, this.bytes);
			this.multipart = read;
		}
		return read;
	}

	private boolean is(String type) {
		return this.contentType.toLowerCase(Locale.ROOT).startsWith(type);
	}

}
