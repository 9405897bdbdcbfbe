package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.World;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The application's commands, global and per guild, and the routes that register them.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/application-commands">Application
 * commands</a>
 */
public final class Commands {

	private static final Duration WINDOW = Duration.ofSeconds(20);

	private static final long GLOBAL = 0;

	private final BotAccount account;

	private final World world;

	private final Monitor monitor;

	private final Map<Long, List<ObjectNode>> commands = new HashMap<>();

	public Commands(BotAccount account, World world, Monitor monitor) {
		this.account = account;
		this.world = world;
		this.monitor = monitor;
	}

	public void addTo(RestApi api) {
		for (String owner : List.of("applications/{application}", "applications/{application}/guilds/{guild}")) {
			String list = owner + "/commands";
			RateLimit limit = new RateLimit(list, 20, WINDOW, "guild");
			api.add(new Route("GET", list, Route.Access.BOT, limit, this::list));
			api.add(new Route("PUT", list, Route.Access.BOT, limit, this::replaceAll));
			api.add(new Route("POST", list, Route.Access.BOT, limit, this::create));
			api.add(new Route("DELETE", list + "/{command}", Route.Access.BOT, limit, this::delete));
		}
	}

	/**
	 * The command users of a guild find under a name.
	 * @return the command, or {@code null} if none is registered
	 */
	public @Nullable ObjectNode find(long guildId, String name) {
		return this.monitor.read(() -> {
			ObjectNode ofGuild = named(this.commands.getOrDefault(guildId, List.of()), name, 1);
			return (ofGuild != null) ? ofGuild : named(this.commands.getOrDefault(GLOBAL, List.of()), name, 1);
		});
	}

	private RestResponse list(RestRequest request) {
		return RestResponse.ok(array(registered(owner(request))));
	}

	private RestResponse replaceAll(RestRequest request) {
		long owner = owner(request);
		if (!request.body().isArray()) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		List<ObjectNode> before = registered(owner);
		List<ObjectNode> replaced = new ArrayList<>();
		request.body().forEach((command) -> replaced.add(accept(command, owner, before)));
		this.monitor.update(() -> this.commands.put(owner, replaced));
		return RestResponse.ok(array(replaced));
	}

	private RestResponse create(RestRequest request) {
		long owner = owner(request);
		List<ObjectNode> before = registered(owner);
		ObjectNode command = accept(request.body(), owner, before);
		List<ObjectNode> after = new ArrayList<>(before);
		boolean known = after.removeIf((other) -> Json.string(other, "id").equals(Json.string(command, "id")));
		after.add(command);
		this.monitor.update(() -> this.commands.put(owner, after));
		return new RestResponse(known ? 200 : 201, command);
	}

	private RestResponse delete(RestRequest request) {
		long owner = owner(request);
		List<ObjectNode> after = new ArrayList<>(registered(owner));
		if (!after.removeIf((command) -> Json.string(command, "id").equals(request.parameter("command")))) {
			throw new RestException(404, 10063, "Unknown application command");
		}
		this.monitor.update(() -> this.commands.put(owner, after));
		return RestResponse.noContent();
	}

	private long owner(RestRequest request) {
		if (request.id("application") != this.account.applicationId()) {
			throw new RestException(403, 20012, "You are not authorized to perform this action on this application");
		}
		if (request.parameter("guild").isEmpty()) {
			return GLOBAL;
		}
		try {
			return this.world.guild(request.id("guild")).id();
		}
		catch (IllegalArgumentException ex) {
			throw new RestException(403, 50001, "Missing Access");
		}
	}

	private List<ObjectNode> registered(long owner) {
		return this.commands.getOrDefault(owner, List.of());
	}

	private ObjectNode accept(JsonNode command, long owner, List<ObjectNode> before) {
		String name = Json.string(command, "name");
		if (name.isEmpty() || name.length() > 32) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		int type = (int) Json.number(command, "type", 1);
		ObjectNode same = named(before, name, type);
		String id = (same != null) ? Json.string(same, "id") : Json.id(this.world.newId());
		ObjectNode accepted = (ObjectNode) command.deepCopy();
		accepted.put("id", id).put("application_id", Json.id(this.account.applicationId())).put("type", type);
		accepted.put("version", Json.id(this.world.newId()));
		if (!accepted.has("description")) {
			accepted.put("description", "");
		}
		if (owner != GLOBAL) {
			accepted.put("guild_id", Json.id(owner));
		}
		return accepted;
	}

	private static @Nullable ObjectNode named(List<ObjectNode> commands, String name, int type) {
		return commands.stream()
			.filter((command) -> Json.string(command, "name").equals(name) && Json.number(command, "type", 1) == type)
			.findFirst()
			.orElse(null);
	}

	private static ArrayNode array(List<ObjectNode> commands) {
		ArrayNode array = Json.array();
		commands.forEach(array::add);
		return array;
	}

}
