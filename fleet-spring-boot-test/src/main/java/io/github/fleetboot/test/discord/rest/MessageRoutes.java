package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.Snowflakes;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of channels.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/message">Messages</a>
 */
final class MessageRoutes {

	private static final String MESSAGES = "channels/{channel}/messages";

	private static final String MESSAGE = MESSAGES + "/{message}";

	private static final Duration NONCES_KEPT = Duration.ofMinutes(5);

	private final Settings settings;

	private final BotAccount account;

	private final Channels channels;

	private final MessageEvents events;

	private final Messages messages;

	private final Map<String, Nonce> nonces = new LinkedHashMap<>();

	MessageRoutes(Settings settings, BotAccount account, Channels channels, MessageEvents events, Messages messages) {
		this.settings = settings;
		this.account = account;
		this.channels = channels;
		this.events = events;
		this.messages = messages;
	}

	void addTo(RestApi api) {
		api.add(Route.bot("POST", MESSAGES,
				new RateLimit("message-create", this.settings.messageLimit, this.settings.messageLimitWindow),
				this::create));
		api.add(Route.bot("GET", MESSAGES, RateLimit.perFiveSeconds("message-list", 5), this::list));
		api.add(Route.bot("GET", MESSAGE, RateLimit.perFiveSeconds("message-get", 5), this::get));
		api.add(Route.bot("PATCH", MESSAGE, RateLimit.perFiveSeconds("message-edit", 5), this::edit));
		api.add(new Route("DELETE", MESSAGE, Route.Access.BOT, new DeleteLimits(this.messages), this::delete));
		api.add(Route.bot("POST", MESSAGES + "/bulk-delete", new RateLimit("bulk-delete", 1, Duration.ofSeconds(1)),
				this::deleteMany));
	}

	private RestResponse create(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.SEND_MESSAGES);
		this.channels.requireOpenTo(channel);
		MessageInput input = MessageInput.of(request);
		if (!input.files().isEmpty()) {
			this.channels.require(channel, BotPermission.ATTACH_FILES);
		}
		String said = input.body().path("nonce").asString("");
		boolean enforced = !said.isEmpty() && input.body().path("enforce_nonce").asBoolean(false);
		String nonce = enforced ? channel.id() + ":" + said : null;
		ObjectNode earlier = (nonce != null) ? earlier(channel, nonce, request.time()) : null;
		if (earlier != null) {
			return RestResponse.ok(earlier);
		}
		ObjectNode message = this.messages.post(channel, input, request.time(), null);
		if (nonce != null) {
			this.nonces.put(nonce, new Nonce(request.time(), Json.snowflake(message.get("id"))));
		}
		return RestResponse.ok(message);
	}

	/**
	 * The message that was sent with a nonce in the past few minutes.
	 */
	private @Nullable ObjectNode earlier(World.Channel channel, String nonce, Moment now) {
		this.nonces.values().removeIf((old) -> old.time().until(now).compareTo(NONCES_KEPT) > 0);
		Nonce known = this.nonces.get(nonce);
		return (known != null) ? this.messages.find(channel.id(), known.messageId()) : null;
	}

	private RestResponse list(RestRequest request) {
		World.Channel channel = this.channels.find(request);
		int limit = request.number("limit", 1, 100, 50);
		long around = request.queryId("around");
		long before = request.queryId("before");
		long after = request.queryId("after");
		MessageStore store = this.messages.store();
		ArrayNode list = Json.array();
		if (this.channels.mayReadHistory(channel)) {
			List<ObjectNode> found = (around != 0) ? store.around(channel.id(), around, limit) : (before != 0)
					? store.before(channel.id(), before, limit)
					: (after != 0) ? store.after(channel.id(), after, limit) : store.latest(channel.id(), limit);
			found.forEach((message) -> list.add(this.events.readable(channel, message)));
		}
		return RestResponse.ok(list);
	}

	private RestResponse get(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.READ_MESSAGE_HISTORY);
		return RestResponse.ok(this.events.readable(channel, find(channel, request)));
	}

	private RestResponse edit(RestRequest request) {
		World.Channel channel = this.channels.find(request);
		ObjectNode message = find(channel, request);
		if (!isOwn(message)) {
			throw new RestException(403, 50005, "Cannot edit a message authored by another user");
		}
		this.messages.edit(channel, message, MessageInput.of(request));
		return RestResponse.ok(message);
	}

	private RestResponse delete(RestRequest request) {
		World.Channel channel = this.channels.find(request);
		ObjectNode message = find(channel, request);
		if (!isOwn(message)) {
			if (channel.guild() == null) {
				throw new RestException(403, 50003, "Cannot execute action on a DM channel");
			}
			this.channels.require(channel, BotPermission.MANAGE_MESSAGES);
		}
		this.messages.delete(channel, message);
		return RestResponse.noContent();
	}

	private RestResponse deleteMany(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_MESSAGES);
		JsonNode list = request.body().path("messages");
		if (!list.isArray()) {
			throw FormErrors.of("BASE_TYPE_REQUIRED", "This field is required", "messages");
		}
		if (list.size() < 2 || list.size() > 100) {
			throw new RestException(400, 50016, "Provided too few or too many messages to delete. "
					+ "Must provide at least 2 and fewer than 100 messages to delete");
		}
		Set<Long> ids = new LinkedHashSet<>();
		for (int i = 0; i < list.size(); i++) {
			long id = Json.snowflake(list.path(i));
			if (id == 0) {
				throw FormErrors.notSnowflake(list.path(i).asString(""), "messages", Integer.toString(i));
			}
			if (!ids.add(id)) {
				throw FormErrors.of("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value",
						"messages", Integer.toString(i));
			}
			if (Snowflakes.age(id, request.time().instant()).compareTo(DeleteLimits.OLD) > 0) {
				throw new RestException(400, 50034, "You can only bulk delete messages that are under 14 days old.");
			}
		}
		ids.removeIf((id) -> this.messages.find(channel.id(), id) == null);
		if (!ids.isEmpty()) {
			this.messages.deleteAll(channel, new ArrayList<>(ids));
		}
		return RestResponse.noContent();
	}

	private boolean isOwn(ObjectNode message) {
		return Json.snowflake(message.path("author").get("id")) == this.account.user().id();
	}

	private ObjectNode find(World.Channel channel, RestRequest request) {
		return find(this.messages, channel, request);
	}

	static ObjectNode find(Messages messages, World.Channel channel, RestRequest request) {
		ObjectNode message = messages.find(channel.id(), request.id("message"));
		if (message == null || MessageFlags.isEphemeral(message)) {
			throw new RestException(404, 10008, "Unknown Message");
		}
		return message;
	}

	private record Nonce(Moment time, long messageId) {
	}

}
