package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bits of a message's {@code flags}.
 */
final class MessageFlags {

	static final int EPHEMERAL = 1 << 6;

	static final int LOADING = 1 << 7;

	static final int COMPONENTS_V2 = 1 << 15;

	private MessageFlags() {
	}

	static boolean isEphemeral(JsonNode message) {
		return has(message, EPHEMERAL);
	}

	static boolean has(JsonNode message, int flag) {
		return (Json.number(message, "flags", 0) & flag) != 0;
	}

	static void clear(ObjectNode message, int flag) {
		message.put("flags", Json.number(message, "flags", 0) & ~flag);
	}

}
