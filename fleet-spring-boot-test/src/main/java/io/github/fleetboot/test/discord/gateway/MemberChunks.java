package io.github.fleetboot.test.discord.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.fleetboot.test.discord.world.GuildContents;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Member;
import io.github.fleetboot.test.discord.world.OnlineStatus;
import io.github.fleetboot.test.discord.world.Presence;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
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

	private static final int MAX_NONCE = 32;

	private MemberChunks() {
	}

	/**
	 * The bodies of the GUILD_MEMBERS_CHUNK dispatches; none if the request is not
	 * allowed.
	 */
	public static List<ObjectNode> answer(GuildContents guild, int intents, JsonNode request) {
		boolean presences = request.path("presences").booleanValue(false)
				&& Intents.has(intents, PrivilegedIntent.GUILD_PRESENCES);
		if (request.hasNonNull("user_ids")) {
			return byId(guild, request, presences);
		}
		String query = Json.string(request, "query");
		if (query.isEmpty() && !Intents.has(intents, PrivilegedIntent.GUILD_MEMBERS)) {
			return List.of();
		}
		if (asksForAll(request)) {
			return chunks(guild, guild.members().toList(), request, presences);
		}
		long limit = Json.number(request, "limit", 0);
		List<Member> found = guild.members()
			.filter((member) -> member.user().name().startsWith(query))
			.limit((limit == 0) ? SEARCH_LIMIT : Math.min(limit, SEARCH_LIMIT))
			.toList();
		return chunks(guild, found, request, presences);
	}

	/**
	 * Whether the whole list is asked for, which is limited.
	 */
	static boolean asksForAll(JsonNode request) {
		return !request.hasNonNull("user_ids") && Json.string(request, "query").isEmpty()
				&& Json.number(request, "limit", 0) == 0;
	}

	/**
	 * Repeat a request's nonce, unless it is no text or too long.
	 */
	static void addNonce(JsonNode request, ObjectNode reply) {
		String nonce = Json.string(request, "nonce");
		if (!nonce.isEmpty() && nonce.getBytes(StandardCharsets.UTF_8).length <= MAX_NONCE) {
			reply.put("nonce", nonce);
		}
	}

	private static List<ObjectNode> byId(GuildContents guild, JsonNode request, boolean presences) {
		JsonNode ids = request.path("user_ids");
		List<Long> wanted = ids.isArray() ? ids.valueStream().map(Json::snowflake).limit(SEARCH_LIMIT).toList()
				: List.of(Json.snowflake(ids));
		Set<Long> missing = new HashSet<>(wanted);
		List<Member> found = guild.members().filter((member) -> missing.remove(member.user().id())).toList();
		List<ObjectNode> chunks = chunks(guild, found, request, presences);
		ArrayNode notFound = chunks.get(0).putArray("not_found");
		wanted.stream().filter(missing::contains).forEach((id) -> notFound.add(Json.id(id)));
		return chunks;
	}

	private static List<ObjectNode> chunks(GuildContents guild, List<Member> members, JsonNode request,
			boolean presences) {
		int count = Math.max(1, (members.size() + CHUNK - 1) / CHUNK);
		List<ObjectNode> chunks = new ArrayList<>();
		for (int index = 0; index < count; index++) {
			List<Member> part = members.subList(index * CHUNK, Math.min(members.size(), (index + 1) * CHUNK));
			ObjectNode chunk = Json.object();
			chunk.put("guild_id", Json.id(guild.guild().id())).put("chunk_index", index).put("chunk_count", count);
			ArrayNode listed = chunk.putArray("members");
			part.forEach((member) -> listed.add(member.json()));
			if (presences) {
				addPresences(guild, part, chunk.putArray("presences"));
			}
			addNonce(request, chunk);
			chunks.add(chunk);
		}
		return chunks;
	}

	private static void addPresences(GuildContents guild, List<Member> members, ArrayNode presences) {
		for (Member member : members) {
			Presence presence = guild.presence(member.user().id());
			if (presence.status() != OnlineStatus.OFFLINE) {
				presences.add(presence.json(member.user().id(), guild.guild().id()));
			}
		}
	}

}
