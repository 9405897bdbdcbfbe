package io.github.fleetboot.test.discord.gateway;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers requests for guild members.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#request-guild-members">Request
 * Guild Members</a>
 */
public final class MemberChunks {

	private static final int CHUNK = 1000;

	private static final int SEARCH_LIMIT = 100;

	private MemberChunks() {
	}

	/**
	 * The bodies of the GUILD_MEMBERS_CHUNK dispatches; none if the request is not
	 * allowed.
	 */
	public static List<ObjectNode> answer(EmulatorGuild guild, DiscordUser bot, int intents, JsonNode request) {
		List<DiscordUser> everyone = Stream
			.concat(Stream.of(bot), IntStream.range(0, guild.memberCount() - 1).mapToObj(guild::member))
			.toList();
		if (request.has("user_ids")) {
			return byId(guild, everyone, request);
		}
		String query = Json.string(request, "query");
		int limit = (int) Json.number(request, "limit", 0);
		if (query.isEmpty() && limit == 0) {
			return Intents.has(intents, PrivilegedIntent.GUILD_MEMBERS) ? chunks(guild, everyone, request) : List.of();
		}
		int most = (limit == 0) ? SEARCH_LIMIT : Math.min(limit, SEARCH_LIMIT);
		return chunks(guild, everyone.stream().filter((user) -> user.name().startsWith(query)).limit(most).toList(),
				request);
	}

	private static List<ObjectNode> byId(EmulatorGuild guild, List<DiscordUser> everyone, JsonNode request) {
		JsonNode ids = request.path("user_ids");
		List<Long> wanted = ids.isArray() ? ids.valueStream().map(Json::snowflake).limit(SEARCH_LIMIT).toList()
				: List.of(Json.snowflake(ids));
		List<DiscordUser> found = everyone.stream().filter((user) -> wanted.contains(user.id())).toList();
		List<ObjectNode> chunks = chunks(guild, found, request);
		ArrayNode notFound = chunks.get(0).putArray("not_found");
		wanted.stream()
			.filter((id) -> found.stream().noneMatch((user) -> user.id() == id))
			.forEach((id) -> notFound.add(Json.id(id)));
		return chunks;
	}

	private static List<ObjectNode> chunks(EmulatorGuild guild, List<DiscordUser> users, JsonNode request) {
		int count = Math.max(1, (users.size() + CHUNK - 1) / CHUNK);
		List<ObjectNode> chunks = new ArrayList<>();
		for (int index = 0; index < count; index++) {
			ObjectNode chunk = Json.object();
			chunk.put("guild_id", Json.id(guild.id())).put("chunk_index", index).put("chunk_count", count);
			ArrayNode members = chunk.putArray("members");
			users.subList(index * CHUNK, Math.min(users.size(), (index + 1) * CHUNK))
				.forEach((user) -> members.add(user.memberJson()));
			if (request.path("nonce").isString()) {
				chunk.put("nonce", Json.string(request, "nonce"));
			}
			chunks.add(chunk);
		}
		return chunks;
	}

}
