package io.github.fleetboot.test.discord.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as Discord writes it: ids are strings.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private Json() {
	}

	public static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	public static ArrayNode array() {
		return MAPPER.createArrayNode();
	}

	public static JsonNode bool(boolean value) {
		return MAPPER.getNodeFactory().booleanNode(value);
	}

	public static byte[] bytes(JsonNode node) {
		return MAPPER.writeValueAsBytes(node);
	}

	public static String text(JsonNode node) {
		return MAPPER.writeValueAsString(node);
	}

	/**
	 * Parse a document.
	 * @return the tree, or {@code null} if it is not JSON
	 */
	public static @Nullable JsonNode parse(byte[] document) {
		try {
			JsonNode node = MAPPER.readTree(document);
			return (node == null || node.isMissingNode()) ? null : node;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	public static String text(byte[] document) {
		return new String(document, StandardCharsets.UTF_8);
	}

	/**
	 * A time as Discord writes it, to the microsecond.
	 * @param time the time
	 * @return the ISO 8601 timestamp
	 */
	public static String timestamp(Instant time) {
		return TIMESTAMP.format(time);
	}

	public static String id(long snowflake) {
		return Long.toUnsignedString(snowflake);
	}

	/**
	 * A field's text.
	 * @return the text, empty if the field is absent, null or of another type
	 */
	public static String string(JsonNode node, String field) {
		JsonNode value = node.get(field);
		return (value != null && value.isString()) ? value.stringValue() : "";
	}

	/**
	 * A snowflake sent as text or number.
	 * @return the id, or 0 if there is none
	 */
	public static long snowflake(@Nullable JsonNode value) {
		if (value == null) {
			return 0;
		}
		return value.isIntegralNumber() ? value.longValue() : snowflake(value.isString() ? value.stringValue() : "");
	}

	/**
	 * A snowflake in a path or document.
	 * @return the id, or 0 if the text is no snowflake
	 */
	public static long snowflake(String text) {
		try {
			return Long.parseUnsignedLong(text);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	public static long number(JsonNode node, String field, long absent) {
		JsonNode value = node.get(field);
		return (value != null && value.isIntegralNumber() && value.canConvertToLong()) ? value.longValue() : absent;
	}

	/**
	 * The envelope of a dispatch around a body that is written already.
	 */
	public static byte[] dispatch(String type, long sequence, byte[] body) {
		byte[] head = ("{\"op\":0,\"t\":\"" + type + "\",\"s\":" + sequence + ",\"d\":")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] result = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, result, 0, head.length);
		System.arraycopy(body, 0, result, head.length, body.length);
		result[result.length - 1] = '}';
		return result;
	}

	public static byte[] operation(int op, @Nullable JsonNode data) {
		ObjectNode node = object().put("op", op);
		node.set("d", (data != null) ? data : MAPPER.nullNode());
		node.putNull("s").putNull("t");
		return bytes(node);
	}

}
