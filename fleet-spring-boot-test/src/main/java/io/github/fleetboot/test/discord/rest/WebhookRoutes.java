package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhooks of channels, and messages through them.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/webhook">Webhooks</a>
 */
final class WebhookRoutes {

	private static final String OF_CHANNEL = "channels/{channel}/webhooks";

	private static final String WEBHOOK = "webhooks/{webhook}";

	private static final String WITH_TOKEN = WEBHOOK + "/{token}";

	private static final String MESSAGE = WITH_TOKEN + "/messages/{message}";

	private final BotAccount account;

	private final World world;

	private final Channels channels;

	private final Messages messages;

	private final RateLimits limits;

	private final RateLimit perChannel;

	private final Map<Long, ObjectNode> webhooks = new LinkedHashMap<>();

	WebhookRoutes(RestSettings settings, BotAccount account, World world, Channels channels, Messages messages,
			RateLimits limits) {
		this.account = account;
		this.world = world;
		this.channels = channels;
		this.messages = messages;
		this.limits = limits;
		this.perChannel = new RateLimit("webhook-channel", settings.webhookChannelLimit,
				settings.webhookChannelLimitWindow);
	}

	void addTo(RestApi api) {
		RateLimit manage = RateLimit.perFiveSeconds("webhook-manage", 5);
		api.add(Route.bot("POST", OF_CHANNEL, manage, this::create));
		api.add(Route.bot("GET", OF_CHANNEL, manage, this::list));
		api.add(Route.bot("GET", WEBHOOK, manage, (request) -> RestResponse.ok(find(request))));
		api.add(Route.bot("DELETE", WEBHOOK, manage, this::delete));
		RateLimit limit = new RateLimit("webhook", 5, Duration.ofSeconds(2));
		add(api, "GET", WITH_TOKEN, limit, (request) -> RestResponse.ok(withToken(request)));
		add(api, "DELETE", WITH_TOKEN, limit, this::deleteWithToken);
		add(api, "POST", WITH_TOKEN, limit, this::execute);
		add(api, "GET", MESSAGE, limit, (request) -> RestResponse.ok(message(request)));
		add(api, "PATCH", MESSAGE, limit, this::edit);
		add(api, "DELETE", MESSAGE, limit, this::deleteMessage);
	}

	private static void add(RestApi api, String method, String template, RateLimit limit,
			Function<RestRequest, RestResponse> handler) {
		api.add(new Route(method, template, Route.Access.WEBHOOK, (request) -> limit, handler));
	}

	private RestResponse create(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_WEBHOOKS);
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			throw new RestException(403, 50003, "Cannot execute action on a DM channel");
		}
		Form form = Form.of(request.body());
		String name = form.requiredText("name", 1, 80);
		form.raise();
		ObjectNode webhook = Json.object().put("id", Json.id(this.world.newId())).put("type", 1).put("name", name);
		webhook.put("channel_id", Json.id(channel.id())).put("guild_id", Json.id(guild.id())).putNull("avatar");
		webhook.put("token", "webhook-token-" + Json.id(this.world.newId()));
		webhook.put("application_id", Json.id(this.account.applicationId()));
		webhook.set("user", this.account.user().json());
		this.webhooks.put(Json.snowflake(webhook.get("id")), webhook);
		return RestResponse.ok(webhook);
	}

	private RestResponse list(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_WEBHOOKS);
		ArrayNode list = Json.array();
		for (ObjectNode webhook : this.webhooks.values()) {
			if (Json.snowflake(webhook.get("channel_id")) == channel.id()) {
				list.add(webhook);
			}
		}
		return RestResponse.ok(list);
	}

	private RestResponse delete(RestRequest request) {
		this.webhooks.remove(Json.snowflake(find(request).get("id")));
		return RestResponse.noContent();
	}

	private RestResponse deleteWithToken(RestRequest request) {
		this.webhooks.remove(Json.snowflake(withToken(request).get("id")));
		return RestResponse.noContent();
	}

	private RestResponse execute(RestRequest request) {
		ObjectNode webhook = withToken(request);
		World.Channel channel = channel(webhook);
		this.limits.takeHidden(this.perChannel, Json.id(channel.id()), "shared", request.time().nanos());
		ObjectNode message = this.messages.post(channel, MessageInput.of(request), request.time(), webhook);
		return request.flag("wait") ? RestResponse.ok(message) : RestResponse.noContent();
	}

	private RestResponse edit(RestRequest request) {
		ObjectNode message = message(request);
		this.messages.edit(channel(withToken(request)), message, MessageInput.of(request));
		return RestResponse.ok(message);
	}

	private RestResponse deleteMessage(RestRequest request) {
		this.messages.delete(channel(withToken(request)), message(request));
		return RestResponse.noContent();
	}

	private ObjectNode message(RestRequest request) {
		ObjectNode webhook = withToken(request);
		ObjectNode message = this.messages.find(channel(webhook).id(), request.id("message"));
		if (message == null || !Json.string(message, "webhook_id").equals(Json.string(webhook, "id"))) {
			throw new RestException(404, 10008, "Unknown Message");
		}
		return message;
	}

	private World.Channel channel(ObjectNode webhook) {
		World.Channel channel = this.world.channel(Json.snowflake(webhook.get("channel_id")));
		if (channel == null) {
			throw new RestException(404, 10015, "Unknown Webhook");
		}
		return channel;
	}

	private ObjectNode find(RestRequest request) {
		ObjectNode webhook = this.webhooks.get(request.id("webhook"));
		if (webhook == null) {
			throw new RestException(404, 10015, "Unknown Webhook");
		}
		return webhook;
	}

	private ObjectNode withToken(RestRequest request) {
		ObjectNode webhook = find(request);
		if (!Json.string(webhook, "token").equals(request.parameter("token"))) {
			throw new RestException(401, 50027, "Invalid Webhook Token");
		}
		return webhook;
	}

}
