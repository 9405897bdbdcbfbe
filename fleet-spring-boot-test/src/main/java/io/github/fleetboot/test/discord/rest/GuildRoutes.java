package io.github.fleetboot.test.discord.rest;

import java.util.Comparator;
import java.util.function.BiFunction;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Member;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Guilds, their channels and members, and users.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/guild">Guilds</a>
 */
final class GuildRoutes {

	private static final String GUILD = "guilds/{guild}";

	private final BotAccount account;

	private final World world;

	private final People people;

	GuildRoutes(BotAccount account, World world, People people) {
		this.account = account;
		this.world = world;
		this.people = people;
	}

	void addTo(RestApi api) {
		add(api, "", (request, guild) -> guild(guild, request.flag("with_counts")));
		add(api, "/channels", (request, guild) -> channels(guild));
		add(api, "/roles", (request, guild) -> roles(guild));
		add(api, "/members", this::members);
		add(api, "/members/{user}", this::member);
		api.add(Route.bot("GET", "users/{user}", RateLimit.perFiveSeconds("user", 30), this::user));
	}

	private void add(RestApi api, String path, BiFunction<RestRequest, EmulatorGuild, JsonNode> body) {
		RateLimit limit = RateLimit.perFiveSeconds("guild" + path, 10);
		api.add(Route.bot("GET", GUILD + path, limit,
				(request) -> RestResponse.ok(body.apply(request, find(request)))));
	}

	private EmulatorGuild find(RestRequest request) {
		try {
			return this.world.guildById(request.id("guild"));
		}
		catch (IllegalArgumentException ex) {
			throw new RestException(404, 10004, "Unknown Guild");
		}
	}

	private ObjectNode guild(EmulatorGuild guild, boolean counts) {
		ObjectNode json = GuildPayload.create(this.world.look(guild), 0, false, 50);
		for (String gatewayOnly : new String[] { "members", "channels", "threads", "presences", "voice_states",
				"stage_instances", "guild_scheduled_events", "soundboard_sounds", "embedded_activities", "joined_at",
				"large", "unavailable", "member_count" }) {
			json.remove(gatewayOnly);
		}
		if (counts) {
			json.put("approximate_member_count", this.world.look(guild).memberCount())
				.put("approximate_presence_count", 0);
		}
		return json;
	}

	private ArrayNode channels(EmulatorGuild guild) {
		ArrayNode list = Json.array();
		if (this.world.permissions().has(guild.id(), BotPermission.VIEW_CHANNEL)) {
			this.world.look(guild).channelsNow().values().forEach(list::add);
		}
		return list;
	}

	private ArrayNode roles(EmulatorGuild guild) {
		ArrayNode list = Json.array();
		this.world.look(guild).rolesNow().values().forEach(list::add);
		return list;
	}

	/**
	 * The application's setting counts here, not the session's intents.
	 */
	private ArrayNode members(RestRequest request, EmulatorGuild guild) {
		if (!this.account.intents().contains(PrivilegedIntent.GUILD_MEMBERS)) {
			throw new RestException(403, 50001, "Missing Access");
		}
		int limit = request.number("limit", 1, 1000, 1);
		long after = request.queryId("after");
		ArrayNode list = Json.array();
		this.world.look(guild)
			.members()
			.filter((member) -> member.user().id() > after)
			.sorted(Comparator.comparingLong((member) -> member.user().id()))
			.limit(limit)
			.forEach((member) -> list.add(member.json()));
		return list;
	}

	private JsonNode member(RestRequest request, EmulatorGuild guild) {
		DiscordUser user = this.people.find(request.id("user"));
		Member member = (user != null) ? this.world.look(guild).member(user) : null;
		if (member == null) {
			throw new RestException(404, 10007, "Unknown Member");
		}
		return member.json();
	}

	private RestResponse user(RestRequest request) {
		DiscordUser user = this.people.find(request.id("user"));
		if (user == null) {
			throw new RestException(404, 10013, "Unknown User");
		}
		return RestResponse.ok(user.json());
	}

}
