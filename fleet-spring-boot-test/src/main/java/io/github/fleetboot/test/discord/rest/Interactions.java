package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.Settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Interactions waiting for their answer, and the routes that answer them.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/receiving-and-responding">Receiving
 * and responding</a>
 */
public final class Interactions {

	private static final String CALLBACK = "interactions/{interaction}/{token}/callback";

	private static final String WEBHOOK = "webhooks/{application}/{token}";

	private static final String MESSAGE = WEBHOOK + "/messages/{message}";

	private static final int LOADING = 1 << 7;

	private static final int REMEMBERED = 10_000;

	private final Settings settings;

	private final BotAccount account;

	private final Messages messages;

	private final Monitor monitor;

	private final DiscordRecord record;

	private final Map<Long, Interaction> byId = new LinkedHashMap<>();

	private final Map<String, Interaction> byToken = new LinkedHashMap<>();

	public Interactions(Settings settings, BotAccount account, Messages messages, Monitor monitor,
			DiscordRecord record) {
		this.settings = settings;
		this.account = account;
		this.messages = messages;
		this.monitor = monitor;
		this.record = record;
	}

	public void addTo(RestApi api) {
		Route.Access access = Route.Access.INTERACTION;
		RateLimit webhook = new RateLimit("interaction-webhook", 5, Duration.ofSeconds(2), "token");
		api.add(new Route("POST", CALLBACK, access, null, this::callback));
		api.add(new Route("POST", WEBHOOK, access, webhook, this::followUp));
		api.add(new Route("GET", MESSAGE, access, webhook, (request) -> RestResponse.ok(message(request))));
		api.add(new Route("PATCH", MESSAGE, access, webhook, this::edit));
		api.add(new Route("DELETE", MESSAGE, access, webhook, this::delete));
	}

	public void add(Interaction interaction) {
		this.byId.put(interaction.id(), interaction);
		this.byToken.put(interaction.token(), interaction);
		if (this.byId.size() > REMEMBERED) {
			Interaction eldest = this.byId.values().iterator().next();
			this.byId.remove(eldest.id());
			this.byToken.remove(eldest.token());
		}
	}

	private RestResponse callback(RestRequest request) {
		long id = request.id("interaction");
		JsonNode body = request.document();
		int type = (body != null) ? (int) Json.number(body, "type", 0) : 0;
		RestResponse response;
		try {
			response = answer(request, id, type);
		}
		catch (RestException ex) {
			response = ex.response();
		}
		this.record.add(new DiscordRecord.Callback(request.time(), id, type, response.status(), response.code()));
		return response;
	}

	private RestResponse answer(RestRequest request, long id, int type) {
		Interaction interaction = this.byId.get(id);
		if (interaction == null || !interaction.token().equals(request.parameter("token"))) {
			throw new RestException(404, 10062, "Unknown interaction");
		}
		if (interaction.isAnswered()) {
			throw new RestException(400, 40060, "Interaction has already been acknowledged.");
		}
		if (interaction.created().until(request.time()).compareTo(this.settings.interactionDeadline) > 0) {
			throw new RestException(404, 10062, "Unknown interaction");
		}
		JsonNode data = request.body().path("data");
		if (type < 4 || type > 12) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		ObjectNode message = (type == 4 || type == 5) ? respond(interaction, type, data) : null;
		this.monitor.update(() -> interaction.answered(request.time(), type, message, data));
		return request.flag("with_response") ? RestResponse.ok(describe(interaction, type, message))
				: RestResponse.noContent();
	}

	private ObjectNode respond(Interaction interaction, int type, JsonNode data) {
		if (type == 4) {
			Messages.check(data);
			return this.messages.respond(interaction.channel(), data);
		}
		ObjectNode loading = Json.object().put("flags", Json.number(data, "flags", 0) | LOADING);
		return this.messages.respond(interaction.channel(), loading);
	}

	private static ObjectNode describe(Interaction interaction, int type, @Nullable ObjectNode message) {
		ObjectNode body = Json.object();
		ObjectNode head = body.putObject("interaction").put("id", Json.id(interaction.id())).put("type", 2);
		ObjectNode resource = body.putObject("resource").put("type", type);
		if (message != null) {
			long flags = Json.number(message, "flags", 0);
			head.put("response_message_id", Json.string(message, "id"));
			head.put("response_message_loading", (flags & LOADING) != 0);
			head.put("response_message_ephemeral", (flags & Messages.EPHEMERAL) != 0);
			resource.set("message", message);
		}
		return body;
	}

	private RestResponse followUp(RestRequest request) {
		Interaction interaction = find(request);
		ObjectNode message = this.messages.fromBot(interaction.channel(), request.body(), request.time());
		this.monitor.update(() -> interaction.followedUp(Json.snowflake(message.get("id"))));
		return RestResponse.ok(message);
	}

	private RestResponse edit(RestRequest request) {
		Interaction interaction = find(request);
		ObjectNode message = message(request);
		message.put("flags", Json.number(message, "flags", 0) & ~LOADING);
		this.messages.edit(interaction.channel(), message, request.body());
		this.monitor.update(() -> interaction.edited(request.time(), message));
		return RestResponse.ok(message);
	}

	private RestResponse delete(RestRequest request) {
		Interaction interaction = find(request);
		this.messages.delete(interaction.channel(), Json.snowflake(message(request).get("id")));
		return RestResponse.noContent();
	}

	private Interaction find(RestRequest request) {
		Interaction interaction = this.byToken.get(request.parameter("token"));
		if (interaction == null || request.id("application") != this.account.applicationId()
				|| !interaction.isAnswered()) {
			throw new RestException(404, 10015, "Unknown Webhook");
		}
		return interaction;
	}

	private ObjectNode message(RestRequest request) {
		Interaction interaction = find(request);
		ObjectNode message = "@original".equals(request.parameter("message")) ? interaction.original()
				: this.messages.find(interaction.channel().id(), request.id("message"));
		if (message == null) {
			throw new RestException(404, 10008, "Unknown Message");
		}
		return message;
	}

}
