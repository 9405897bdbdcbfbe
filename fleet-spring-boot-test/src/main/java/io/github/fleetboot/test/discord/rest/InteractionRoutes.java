package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.function.Function;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers to interactions, and what follows them.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/receiving-and-responding">Receiving
 * and responding</a>
 */
final class InteractionRoutes {

	private static final String CALLBACK = "interactions/{interaction}/{token}/callback";

	private static final String WEBHOOK = "webhooks/{application}/{token}";

	private static final String MESSAGE = WEBHOOK + "/messages/{message}";

	private static final int SAYS = 4;

	private static final int DEFERS = 5;

	private static final int DEFERS_UPDATE = 6;

	private static final int UPDATES = 7;

	private static final int PROPOSES = 8;

	private static final int OPENS_MODAL = 9;

	private final RestSettings settings;

	private final Interactions interactions;

	private final Messages messages;

	private final Monitor monitor;

	private final DiscordRecord record;

	InteractionRoutes(RestSettings settings, Interactions interactions, Messages messages, Monitor monitor,
			DiscordRecord record) {
		this.settings = settings;
		this.interactions = interactions;
		this.messages = messages;
		this.monitor = monitor;
		this.record = record;
	}

	void addTo(RestApi api) {
		RateLimit webhook = new RateLimit("webhook", 5, Duration.ofSeconds(2));
		add(api, "POST", CALLBACK, null, this::callback);
		add(api, "POST", WEBHOOK, webhook, this::followUp);
		add(api, "GET", MESSAGE, webhook, (request) -> RestResponse.ok(message(request)));
		add(api, "PATCH", MESSAGE, webhook, this::edit);
		add(api, "DELETE", MESSAGE, webhook, this::delete);
	}

	private static void add(RestApi api, String method, String template, @Nullable RateLimit limit,
			Function<RestRequest, RestResponse> handler) {
		api.add(new Route(method, template, Route.Access.INTERACTION, (request) -> limit, handler));
	}

	private RestResponse callback(RestRequest request) {
		long id = Json.snowflake(request.parameter("interaction"));
		int type = 0;
		RestResponse response;
		try {
			Interaction interaction = this.interactions.toAnswer(request);
			JsonNode body = request.body();
			type = CallbackForm.type(body, interaction.kind());
			response = answer(request, interaction, type, body);
		}
		catch (RestException ex) {
			response = ex.response();
		}
		this.record.add(new DiscordRecord.Callback(request.time(), id, type, response.status(), response.code()));
		return response;
	}

	private RestResponse answer(RestRequest request, Interaction interaction, int type, JsonNode body) {
		JsonNode data = body.path("data");
		MessageInput input = new MessageInput(data.isObject() ? data : Json.object(), request.payload().files());
		ObjectNode message = switch (type) {
			case SAYS -> say(interaction, input);
			case DEFERS -> defer(interaction, input);
			case DEFERS_UPDATE -> interaction.source();
			case UPDATES -> update(interaction, input);
			default -> null;
		};
		if (type == PROPOSES) {
			CallbackForm.checkChoices(body);
		}
		if (type == OPENS_MODAL) {
			CallbackForm.checkModal(body);
		}
		this.monitor.update(() -> interaction.answered(request.time(), type, message, data));
		return request.flag("with_response") ? RestResponse.ok(describe(interaction, type, message))
				: RestResponse.noContent();
	}

	private ObjectNode say(Interaction interaction, MessageInput input) {
		input.check(this.settings.maxFileSize);
		input.requireContent();
		return this.messages.respond(interaction.channel(), input, null);
	}

	private ObjectNode defer(Interaction interaction, MessageInput input) {
		long flags = Json.number(input.body(), "flags", 0) | MessageFlags.LOADING;
		MessageInput loading = new MessageInput(Json.object().put("flags", flags), input.files());
		return this.messages.respond(interaction.channel(), loading, null);
	}

	private ObjectNode update(Interaction interaction, MessageInput input) {
		ObjectNode source = interaction.source();
		if (source == null) {
			throw FormErrors.of("INTERACTION_RESPONSE_TYPE_INVALID", "There is no message to update.", "type");
		}
		this.messages.edit(interaction.channel(), source, input);
		return source;
	}

	private static ObjectNode describe(Interaction interaction, int type, @Nullable ObjectNode message) {
		ObjectNode body = Json.object();
		ObjectNode head = body.putObject("interaction")
			.put("id", Json.id(interaction.id()))
			.put("type", interaction.kind().type());
		if (message != null) {
			head.put("response_message_id", Json.string(message, "id"));
			head.put("response_message_loading", MessageFlags.has(message, MessageFlags.LOADING));
			head.put("response_message_ephemeral", MessageFlags.isEphemeral(message));
		}
		if (type == SAYS || type == DEFERS || type == UPDATES) {
			body.putObject("resource").put("type", type).set("message", message);
		}
		return body;
	}

	/**
	 * The first follow-up of a deferred answer takes its place.
	 */
	private RestResponse followUp(RestRequest request) {
		Interaction interaction = this.interactions.toFollowUp(request);
		MessageInput input = MessageInput.of(request);
		ObjectNode original = interaction.original();
		if (original != null && interaction.isLoading()) {
			input.check(this.settings.maxFileSize);
			input.requireContent();
			return edit(request, interaction, original, input);
		}
		World.Channel channel = interaction.channel();
		ObjectNode message = this.messages.post(channel, input, request.time(), null);
		this.monitor.update(() -> interaction.followedUp(Json.snowflake(message.get("id"))));
		return RestResponse.ok(message);
	}

	private RestResponse edit(RestRequest request) {
		Interaction interaction = this.interactions.toFollowUp(request);
		return edit(request, interaction, message(request), MessageInput.of(request));
	}

	private RestResponse edit(RestRequest request, Interaction interaction, ObjectNode message, MessageInput input) {
		input.check(this.settings.maxFileSize);
		MessageFlags.clear(message, MessageFlags.LOADING);
		this.messages.edit(interaction.channel(), message, input);
		this.monitor.update(() -> interaction.edited(request.time(), message));
		return RestResponse.ok(message);
	}

	private RestResponse delete(RestRequest request) {
		Interaction interaction = this.interactions.toFollowUp(request);
		this.messages.delete(interaction.channel(), message(request));
		return RestResponse.noContent();
	}

	private ObjectNode message(RestRequest request) {
		Interaction interaction = this.interactions.toFollowUp(request);
		long channel = interaction.channel().id();
		ObjectNode original = interaction.original();
		boolean wanted = "@original".equals(request.parameter("message"));
		long id = !wanted ? request.id("message") : (original != null) ? Json.snowflake(original.get("id")) : 0;
		ObjectNode message = this.messages.find(channel, id);
		if (message == null) {
			throw new RestException(404, 10008, "Unknown Message");
		}
		return message;
	}

}
