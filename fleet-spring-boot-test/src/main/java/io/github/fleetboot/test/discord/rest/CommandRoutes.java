package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.WindowShape;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registers the application's commands.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/application-commands">Application
 * commands</a>
 */
final class CommandRoutes {

	private static final Duration WINDOW = Duration.ofSeconds(20);

	private static final int MOST_CHAT_INPUT = 100;

	private static final int MOST_OF_OTHER_TYPE = 15;

	private final RestSettings settings;

	private final BotAccount account;

	private final World world;

	private final Commands commands;

	private final Map<Long, Window> created = new HashMap<>();

	CommandRoutes(RestSettings settings, BotAccount account, World world, Commands commands) {
		this.settings = settings;
		this.account = account;
		this.world = world;
		this.commands = commands;
	}

	void addTo(RestApi api) {
		for (String owner : List.of("applications/{application}", "applications/{application}/guilds/{guild}")) {
			String list = owner + "/commands";
			RateLimit limit = new RateLimit(list, 20, WINDOW);
			api.add(Route.bot("GET", list, limit,
					(request) -> RestResponse.ok(Commands.array(this.commands.of(owner(request))))));
			api.add(Route.bot("PUT", list, limit, this::replaceAll));
			api.add(Route.bot("POST", list, limit, this::create));
			String one = list + "/{command}";
			api.add(Route.bot("GET", one, limit, (request) -> RestResponse.ok(find(request))));
			api.add(Route.bot("PATCH", one, limit, this::change));
			api.add(Route.bot("DELETE", one, limit, this::delete));
		}
	}

	private RestResponse replaceAll(RestRequest request) {
		long owner = owner(request);
		if (!request.body().isArray()) {
			throw FormErrors.of("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
		}
		CommandForm.check(request.body());
		List<ObjectNode> replaced = new ArrayList<>();
		for (JsonNode command : request.body()) {
			ObjectNode accepted = accept(command, owner);
			checkRoom(replaced, accepted);
			replaced.add(accepted);
		}
		int created = (int) replaced.stream().filter((command) -> isNew(owner, command)).count();
		countCreated(owner, created, request);
		this.commands.replaceAll(owner, replaced);
		return RestResponse.ok(Commands.array(replaced));
	}

	private RestResponse create(RestRequest request) {
		long owner = owner(request);
		Form form = Form.of(request.body());
		CommandForm.check(form, true);
		form.raise();
		ObjectNode command = accept(request.body(), owner);
		if (isNew(owner, command)) {
			checkRoom(this.commands.of(owner), command);
			countCreated(owner, 1, request);
		}
		return new RestResponse(this.commands.replace(owner, command) ? 200 : 201, command);
	}

	private RestResponse change(RestRequest request) {
		ObjectNode before = find(request);
		Form form = Form.of(request.body());
		CommandForm.check(form, false);
		form.raise();
		ObjectNode after = before.deepCopy();
		request.body().properties().forEach((field) -> after.set(field.getKey(), field.getValue()));
		for (String fixed : List.of("id", "type", "application_id")) {
			after.set(fixed, before.path(fixed));
		}
		after.put("version", Json.id(this.world.newId()));
		this.commands.replace(owner(request), after);
		return RestResponse.ok(after);
	}

	private RestResponse delete(RestRequest request) {
		this.commands.remove(owner(request), Json.string(find(request), "id"));
		return RestResponse.noContent();
	}

	private ObjectNode find(RestRequest request) {
		String id = Json.id(request.id("command"));
		ObjectNode command = this.commands.first(owner(request), (candidate) -> Commands.hasId(candidate, id));
		if (command == null) {
			throw new RestException(404, 10063, "Unknown application command");
		}
		return command;
	}

	private long owner(RestRequest request) {
		if (request.id("application") != this.account.applicationId()) {
			throw new RestException(403, 20012, "You are not authorized to perform this action on this application");
		}
		if (request.parameter("guild").isEmpty()) {
			return Commands.GLOBAL;
		}
		try {
			return this.world.guildById(request.id("guild")).id();
		}
		catch (IllegalArgumentException ex) {
			throw new RestException(403, 50001, "Missing Access");
		}
	}

	private void checkRoom(List<ObjectNode> others, ObjectNode command) {
		int type = Commands.type(command);
		int most = (type == CommandForm.CHAT_INPUT) ? MOST_CHAT_INPUT : MOST_OF_OTHER_TYPE;
		if (others.stream().filter((other) -> Commands.type(other) == type).count() >= most) {
			throw new RestException(400, 30032, "Maximum number of application commands reached (" + most + ").");
		}
	}

	/**
	 * Only commands with a new name count; what replaces another is free.
	 */
	private void countCreated(long owner, int count, RestRequest request) {
		int most = this.settings.commandCreatesPerDay;
		long now = request.time().nanos();
		Window day = this.created.computeIfAbsent(owner,
				(id) -> Window.of(WindowShape.FIXED, most, Duration.ofDays(1)));
		if (day.remaining(now) < count) {
			throw new RestException(400, 30034,
					"Max number of daily application command creates has been reached (" + most + ")");
		}
		for (int i = 0; i < count; i++) {
			day.count(now);
		}
	}

	private boolean isNew(long owner, ObjectNode command) {
		return this.commands.first(owner, (other) -> Commands.hasId(other, Json.string(command, "id"))) == null;
	}

	private ObjectNode accept(JsonNode command, long owner) {
		String name = Json.string(command, "name");
		int type = (int) Json.number(command, "type", CommandForm.CHAT_INPUT);
		ObjectNode same = this.commands.first(owner, (other) -> Commands.isNamed(other, name, type));
		ObjectNode accepted = (ObjectNode) command.deepCopy();
		accepted.put("id", (same != null) ? Json.string(same, "id") : Json.id(this.world.newId()));
		accepted.put("application_id", Json.id(this.account.applicationId())).put("type", type);
		accepted.put("version", Json.id(this.world.newId()));
		if (!accepted.has("description")) {
			accepted.put("description", "");
		}
		if (!accepted.has("default_member_permissions")) {
			accepted.putNull("default_member_permissions");
		}
		if (owner != Commands.GLOBAL) {
			accepted.put("guild_id", Json.id(owner));
		}
		return accepted;
	}

}
