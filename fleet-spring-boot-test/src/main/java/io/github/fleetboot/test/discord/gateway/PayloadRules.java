package io.github.fleetboot.test.discord.gateway;

import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What shape the {@code d} of each payload must have that a client may send. Unknown
 * fields are allowed.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#send-events">Send events</a>
 */
final class PayloadRules {

	private static final Set<String> STATUSES = Set.of("online", "dnd", "idle", "invisible", "offline");

	private PayloadRules() {
	}

	/**
	 * Check the {@code d} of a payload.
	 * @param op the payload's opcode, one that a client may send
	 * @param data the {@code d}, {@code null} if there is none
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	static @Nullable String check(int op, @Nullable JsonNode data) {
		if (op == Op.HEARTBEAT) {
			return (data == null || data.isNull() || data.isIntegralNumber()) ? null : "d is no sequence number";
		}
		if (data == null || !data.isObject()) {
			return "d is no object";
		}
		Form form = new Form(data, "");
		return switch (op) {
			case Op.IDENTIFY -> identify(form);
			case Op.RESUME -> form.needs("token", JsonNode::isString)
				.needs("session_id", JsonNode::isString)
				.needs("seq", JsonNode::isIntegralNumber)
				.problem();
			case Op.PRESENCE -> presence(form);
			case Op.VOICE_STATE -> form.needs("guild_id", PayloadRules::isSnowflake)
				.may("channel_id", PayloadRules::isSnowflake)
				.needs("self_mute", JsonNode::isBoolean)
				.needs("self_deaf", JsonNode::isBoolean)
				.problem();
			case Op.REQUEST_MEMBERS -> members(form);
			case Op.SOUNDBOARD_SOUNDS -> form.needs("guild_ids", listOf(PayloadRules::isSnowflake)).problem();
			case Op.CHANNEL_INFO ->
				form.needs("guild_id", PayloadRules::isSnowflake).needs("fields", listOf(JsonNode::isString)).problem();
			default -> "op " + op + " is not for clients";
		};
	}

	/**
	 * The shard is not looked at: an illegal one has a close code of its own. Nor is
	 * {@code compress}, in which oceanic.js names a transport compression.
	 */
	private static @Nullable String identify(Form form) {
		form.needs("token", JsonNode::isString)
			.needs("properties", JsonNode::isObject)
			.needs("intents", JsonNode::isIntegralNumber)
			.may("large_threshold", PayloadRules::isThreshold)
			.may("presence", JsonNode::isObject);
		if (form.problem() != null) {
			return form.problem();
		}
		Form properties = new Form(form.data.path("properties"), "properties.");
		for (String name : new String[] { "os", "browser", "device", "$os", "$browser", "$device" }) {
			properties.may(name, JsonNode::isString);
		}
		JsonNode presence = form.data.get("presence");
		return (properties.problem() != null) ? properties.problem()
				: (presence == null || presence.isNull()) ? null : presence(new Form(presence, "presence."));
	}

	/**
	 * Eris gives {@code null} for no activities.
	 */
	private static @Nullable String presence(Form form) {
		return form.needs("status", (status) -> status.isString() && STATUSES.contains(status.stringValue()))
			.may("activities", listOf(PayloadRules::isActivity))
			.needs("afk", JsonNode::isBoolean)
			.may("since", JsonNode::isIntegralNumber)
			.problem();
	}

	private static @Nullable String members(Form form) {
		form.needs("guild_id", PayloadRules::isSnowflake)
			.may("query", JsonNode::isString)
			.may("user_ids", PayloadRules::isSnowflakes)
			.may("presences", JsonNode::isBoolean);
		boolean query = !isNull(form.data.get("query"));
		boolean users = !isNull(form.data.get("user_ids"));
		if (form.problem() == null && query == users) {
			return "one of query and user_ids is needed";
		}
		return query ? form.needs("limit", PayloadRules::isCount).problem() : form.problem();
	}

	private static boolean isThreshold(JsonNode node) {
		return node.isInt() && node.intValue() >= 50 && node.intValue() <= 250;
	}

	private static boolean isCount(JsonNode node) {
		return node.isInt() && node.intValue() >= 0;
	}

	private static boolean isActivity(JsonNode node) {
		return node.isObject() && node.path("name").isString() && node.path("type").isIntegralNumber();
	}

	private static boolean isSnowflakes(JsonNode node) {
		return isSnowflake(node) || listOf(PayloadRules::isSnowflake).test(node);
	}

	private static boolean isSnowflake(JsonNode node) {
		return node.isIntegralNumber() || (node.isString() && node.stringValue().matches("\\d{1,20}"));
	}

	private static Predicate<JsonNode> listOf(Predicate<JsonNode> element) {
		return (node) -> node.isArray() && node.valueStream().allMatch(element);
	}

	private static boolean isNull(@Nullable JsonNode node) {
		return node == null || node.isNull();
	}

	/**
	 * An object whose fields are checked one after the other. The first that is wrong
	 * counts.
	 */
	private static final class Form {

		private final JsonNode data;

		private final String prefix;

		private @Nullable String problem;

		Form(JsonNode data, String prefix) {
			this.data = data;
			this.prefix = prefix;
		}

		Form needs(String field, Predicate<JsonNode> type) {
			JsonNode value = this.data.get(field);
			if (this.problem == null && (value == null || !type.test(value))) {
				this.problem = this.prefix + field + ((value == null) ? " is missing" : " is wrong");
			}
			return this;
		}

		Form may(String field, Predicate<JsonNode> type) {
			return isNull(this.data.get(field)) ? this : needs(field, type);
		}

		@Nullable String problem() {
			return this.problem;
		}

	}

}
