package io.github.fleetboot.test.discord.gateway;

import java.util.Set;

import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.world.Shard;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an IDENTIFY asks for, once it is known to be legal.
 */
public record Identification(Shard shard, int intents, int largeThreshold, @Nullable JsonNode presence) {

	private static final int DEFAULT_LARGE_THRESHOLD = 50;

	/**
	 * Why an IDENTIFY cannot be served.
	 */
	public record Refusal(int closeCode, String reason) {
	}

	/**
	 * The shard asked for; 0 of 1 if there is none.
	 * @param data the IDENTIFY
	 * @param assigned what the number of shards must be a multiple of
	 * @return the shard, or {@code null} if it is not a legal one
	 */
	public static @Nullable Shard shardOf(JsonNode data, int assigned) {
		JsonNode shard = data.get("shard");
		if (shard == null || shard.isNull()) {
			return (assigned == 1) ? new Shard(0, 1) : null;
		}
		if (!shard.isArray() || shard.size() != 2 || !shard.path(0).isInt() || !shard.path(1).isInt()) {
			return null;
		}
		int id = shard.path(0).intValue();
		int count = shard.path(1).intValue();
		return (id >= 0 && id < count && count % assigned == 0) ? new Shard(id, count) : null;
	}

	public static @Nullable Refusal checkIntents(JsonNode data, Set<PrivilegedIntent> enabled) {
		JsonNode node = data.path("intents");
		long intents = node.canConvertToLong() ? node.longValue() : -1;
		if (!Intents.known(intents)) {
			return new Refusal(4013, "unknown intents in " + node);
		}
		for (PrivilegedIntent intent : PrivilegedIntent.values()) {
			if (Intents.has((int) intents, intent) && !enabled.contains(intent)) {
				return new Refusal(4014, "intent " + intent + " is not enabled");
			}
		}
		return null;
	}

	public static Identification of(Shard shard, JsonNode data) {
		int largeThreshold = (int) Json.number(data, "large_threshold", DEFAULT_LARGE_THRESHOLD);
		return new Identification(shard, data.path("intents").intValue(), largeThreshold, data.get("presence"));
	}

}
