package io.github.fleetboot.test.discord.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reactions to messages.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/resources/message#create-reaction">Create
 * Reaction</a>
 */
final class ReactionRoutes {

	private static final String ALL = "channels/{channel}/messages/{message}/reactions";

	private static final String EMOJI = ALL + "/{emoji}";

	private static final int KINDS = 20;

	private static final int REMEMBERED = 10_000;

	private final BotAccount account;

	private final Channels channels;

	private final Messages messages;

	private final MessageEvents events;

	private final People people;

	/**
	 * The users who reacted, by message and emoji.
	 */
	private final Map<Long, Map<Emoji, Set<Long>>> reactions = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, Map<Emoji, Set<Long>>> eldest) {
			return size() > REMEMBERED;
		}

	};

	ReactionRoutes(BotAccount account, Channels channels, Messages messages, MessageEvents events, People people) {
		this.account = account;
		this.channels = channels;
		this.messages = messages;
		this.events = events;
		this.people = people;
	}

	void addTo(RestApi api) {
		RateLimit shared = new RateLimit("reaction", 1, Duration.ofMillis(250));
		api.add(Route.bot("PUT", EMOJI + "/@me", shared, this::add));
		api.add(Route.bot("DELETE", EMOJI + "/@me", shared, (request) -> remove(request, this.account.user().id())));
		api.add(Route.bot("DELETE", EMOJI + "/{user}", shared, this::removeOther));
		api.add(Route.bot("DELETE", EMOJI, shared, this::removeKind));
		api.add(Route.bot("DELETE", ALL, shared, this::removeAll));
		api.add(Route.bot("GET", EMOJI, RateLimit.perFiveSeconds("reaction-list", 10), this::list));
	}

	private RestResponse add(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.READ_MESSAGE_HISTORY);
		ObjectNode message = MessageRoutes.find(this.messages, channel, request);
		Emoji emoji = Emoji.parse(request.parameter("emoji"));
		Map<Emoji, Set<Long>> ofMessage = this.reactions.computeIfAbsent(request.id("message"),
				(id) -> new LinkedHashMap<>());
		if (!ofMessage.containsKey(emoji)) {
			this.channels.require(channel, BotPermission.ADD_REACTIONS);
			if (ofMessage.size() >= KINDS) {
				throw new RestException(400, 30010, "Maximum number of reactions reached (" + KINDS + ")");
			}
		}
		long user = this.account.user().id();
		if (ofMessage.computeIfAbsent(emoji, (kind) -> new LinkedHashSet<>()).add(user)) {
			ObjectNode body = event(channel, request, emoji).put("user_id", Json.id(user)).put("type", 0);
			body.put("burst", false).set("message_author_id", message.path("author").path("id"));
			EmulatorGuild guild = channel.guild();
			if (guild != null) {
				body.set("member", this.account.user().memberJson());
			}
			tell("MESSAGE_REACTION_ADD", channel, request, body);
		}
		return show(message);
	}

	private RestResponse removeOther(RestRequest request) {
		this.channels.find(request, BotPermission.MANAGE_MESSAGES);
		return remove(request, request.id("user"));
	}

	private RestResponse remove(RestRequest request, long user) {
		World.Channel channel = this.channels.find(request);
		ObjectNode message = MessageRoutes.find(this.messages, channel, request);
		Emoji emoji = Emoji.parse(request.parameter("emoji"));
		Map<Emoji, Set<Long>> ofMessage = ofMessage(request);
		Set<Long> users = ofMessage.getOrDefault(emoji, new LinkedHashSet<>());
		if (users.remove(user)) {
			if (users.isEmpty()) {
				ofMessage.remove(emoji);
			}
			ObjectNode body = event(channel, request, emoji).put("user_id", Json.id(user));
			tell("MESSAGE_REACTION_REMOVE", channel, request, body.put("type", 0).put("burst", false));
		}
		return show(message);
	}

	private RestResponse removeKind(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_MESSAGES);
		ObjectNode message = MessageRoutes.find(this.messages, channel, request);
		Emoji emoji = Emoji.parse(request.parameter("emoji"));
		if (ofMessage(request).remove(emoji) != null) {
			tell("MESSAGE_REACTION_REMOVE_EMOJI", channel, request, event(channel, request, emoji));
		}
		return show(message);
	}

	private RestResponse removeAll(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_MESSAGES);
		ObjectNode message = MessageRoutes.find(this.messages, channel, request);
		ofMessage(request).clear();
		ObjectNode body = Json.object().put("channel_id", Json.id(channel.id()));
		tell("MESSAGE_REACTION_REMOVE_ALL", channel, request, body.put("message_id", request.parameter("message")));
		return show(message);
	}

	private RestResponse list(RestRequest request) {
		World.Channel channel = this.channels.find(request);
		MessageRoutes.find(this.messages, channel, request);
		Emoji emoji = Emoji.parse(request.parameter("emoji"));
		int limit = request.number("limit", 1, 100, 25);
		long after = request.queryId("after");
		List<Long> users = new ArrayList<>(ofMessage(request).getOrDefault(emoji, Set.of()));
		ArrayNode list = Json.array();
		users.stream().filter((id) -> id > after).sorted().limit(limit).forEach((id) -> {
			DiscordUser user = this.people.find(id);
			if (user != null) {
				list.add(user.json());
			}
		});
		return RestResponse.ok(list);
	}

	private Map<Emoji, Set<Long>> ofMessage(RestRequest request) {
		return this.reactions.getOrDefault(request.id("message"), new HashMap<>());
	}

	private static ObjectNode event(World.Channel channel, RestRequest request, Emoji emoji) {
		ObjectNode body = Json.object().put("channel_id", Json.id(channel.id()));
		body.put("message_id", request.parameter("message")).set("emoji", emoji.json());
		return body;
	}

	private void tell(String type, World.Channel channel, RestRequest request, ObjectNode body) {
		this.events.tell(type, channel, request.id("message"), Intents.GUILD_MESSAGE_REACTIONS,
				Intents.DIRECT_MESSAGE_REACTIONS, body);
	}

	/**
	 * Note the reactions on the message, for those who read it.
	 */
	private RestResponse show(ObjectNode message) {
		ArrayNode list = Json.array();
		String bot = Json.id(this.account.user().id());
		this.reactions.getOrDefault(Json.snowflake(message.get("id")), Map.of()).forEach((emoji, users) -> {
			ObjectNode reaction = list.addObject().put("count", users.size());
			reaction.put("me", users.contains(Json.snowflake(bot))).put("me_burst", false);
			reaction.putArray("burst_colors");
			reaction.putObject("count_details").put("normal", users.size()).put("burst", 0);
			reaction.set("emoji", emoji.json());
		});
		message.set("reactions", list);
		return RestResponse.noContent();
	}

	/**
	 * An emoji: a character, or a guild's own one.
	 *
	 * @param id the id of a guild's own one, else 0
	 * @param name the character, or the name
	 */
	record Emoji(long id, String name) {

		static Emoji parse(String text) {
			int colon = text.lastIndexOf(':');
			long id = (colon > 0) ? Json.snowflake(text.substring(colon + 1)) : 0;
			boolean custom = id != 0 && text.substring(0, colon).matches("(a:)?\\w{2,32}");
			boolean character = !text.isEmpty()
					&& text.codePoints().noneMatch((point) -> point < 0x2000 && Character.isLetter(point))
					&& text.codePoints().anyMatch((point) -> point > 0x2000 || point == 0xA9 || point == 0xAE);
			if (!custom && !character) {
				throw new RestException(400, 10014, "Unknown Emoji");
			}
			return custom ? new Emoji(id, text.substring(0, colon)) : new Emoji(0, text);
		}

		ObjectNode json() {
			ObjectNode json = Json.object().put("name", this.name);
			return (this.id != 0) ? json.put("id", Json.id(this.id)) : json.putNull("id");
		}

	}

}
