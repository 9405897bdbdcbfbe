package io.github.fleetboot.test.discord.gateway.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says the same in other words: fields in another order, and some that no client knows.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway-events">Undocumented
 * fields</a>
 */
final class PayloadVariation {

	/**
	 * Objects that are no maps, and so may have further fields.
	 */
	private static final Set<String> EXTENDED = Set.of("", "user", "author", "member", "channel", "roles[]",
			"channels[]", "members[]");

	private final Random random;

	private PayloadVariation(Random random) {
		this.random = random;
	}

	/**
	 * Vary a body.
	 * @param seed decides how; the same seed gives the same bytes
	 */
	static EventBody of(EventBody body, long seed) {
		return () -> {
			JsonNode node = Json.parse(body.bytes());
			return (node != null) ? Json.bytes(new PayloadVariation(new Random(seed)).vary("", node)) : body.bytes();
		};
	}

	private JsonNode vary(String name, JsonNode node) {
		if (node.isArray()) {
			ArrayNode result = Json.array();
			node.forEach((element) -> result.add(vary(name + "[]", element)));
			return result;
		}
		if (!node.isObject()) {
			return node;
		}
		List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
		Collections.shuffle(fields, this.random);
		int place = EXTENDED.contains(name) ? this.random.nextInt(fields.size() + 1) : -1;
		ObjectNode result = Json.object();
		for (int i = 0; i <= fields.size(); i++) {
			if (i == place) {
				result.put("unknown_" + Integer.toHexString(this.random.nextInt(1 << 16)), this.random.nextInt());
			}
			if (i < fields.size()) {
				Map.Entry<String, JsonNode> field = fields.get(i);
				result.set(field.getKey(), vary(field.getKey(), field.getValue()));
			}
		}
		return result;
	}

}
