package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.World;

import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Channels and their messages.
 */
public final class MessageRoutes {

	private static final String MESSAGES = "channels/{channel}/messages";

	private static final String MESSAGE = MESSAGES + "/{message}";

	private final Settings settings;

	private final World world;

	private final Messages messages;

	public MessageRoutes(Settings settings, World world, Messages messages) {
		this.settings = settings;
		this.world = world;
		this.messages = messages;
	}

	public void addTo(RestApi api) {
		api.add(new Route("GET", "channels/{channel}", Route.Access.BOT, limit("channel", 10), this::channel));
		api.add(new Route("POST", MESSAGES, Route.Access.BOT, new RateLimit("message-create",
				this.settings.messageLimit, this.settings.messageLimitWindow, "channel"), this::create));
		api.add(new Route("POST", "channels/{channel}/typing", Route.Access.BOT, limit("typing", 5), this::type));
		api.add(new Route("GET", MESSAGE, Route.Access.BOT, limit("message-get", 5), this::get));
		api.add(new Route("PATCH", MESSAGE, Route.Access.BOT, limit("message-edit", 5), this::edit));
		api.add(new Route("DELETE", MESSAGE, Route.Access.BOT, limit("message-delete", 5), this::delete));
		api.add(new Route("POST", "users/@me/channels", Route.Access.BOT, limit("direct-channel", 10), this::open));
	}

	private static RateLimit limit(String bucket, int requests) {
		return new RateLimit(bucket, requests, Duration.ofSeconds(5), "channel");
	}

	private RestResponse channel(RestRequest request) {
		return RestResponse.ok(json(find(request)));
	}

	private RestResponse type(RestRequest request) {
		find(request);
		return RestResponse.noContent();
	}

	private RestResponse create(RestRequest request) {
		World.Channel channel = find(request);
		return RestResponse.ok(this.messages.fromBot(channel, request.body(), request.time()));
	}

	private RestResponse get(RestRequest request) {
		return RestResponse.ok(message(find(request), request));
	}

	private RestResponse edit(RestRequest request) {
		World.Channel channel = find(request);
		ObjectNode message = message(channel, request);
		if (!message.path("author").path("bot").asBoolean(false)) {
			throw new RestException(403, 50005, "Cannot edit a message authored by another user");
		}
		this.messages.edit(channel, message, request.body());
		return RestResponse.ok(message);
	}

	private RestResponse delete(RestRequest request) {
		World.Channel channel = find(request);
		message(channel, request);
		this.messages.delete(channel, request.id("message"));
		return RestResponse.noContent();
	}

	private RestResponse open(RestRequest request) {
		long recipient = Json.snowflake(request.body().get("recipient_id"));
		if (recipient == 0) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		DiscordUser user = new DiscordUser(recipient, "user" + recipient, false);
		return RestResponse.ok(json(this.world.directChannel(user)));
	}

	private World.Channel find(RestRequest request) {
		World.Channel channel = this.world.channel(request.id("channel"));
		if (channel == null) {
			throw new RestException(404, 10003, "Unknown Channel");
		}
		return channel;
	}

	private ObjectNode message(World.Channel channel, RestRequest request) {
		ObjectNode message = this.messages.find(channel.id(), request.id("message"));
		if (message == null) {
			throw new RestException(404, 10008, "Unknown Message");
		}
		return message;
	}

	private static JsonNode json(World.Channel channel) {
		EmulatorGuild guild = channel.guild();
		if (guild != null) {
			return GuildPayload.channel(guild);
		}
		ObjectNode json = Json.object().put("id", Json.id(channel.id())).put("type", 1).putNull("last_message_id");
		DiscordUser recipient = channel.recipient();
		if (recipient != null) {
			json.putArray("recipients").add(recipient.json());
		}
		return json;
	}

}
