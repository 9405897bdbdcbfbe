package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.world.World;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates messages and tells the sessions of them.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/message">Messages</a>
 */
public final class Messages {

	public static final int EPHEMERAL = 1 << 6;

	private static final int MAX_CONTENT = 2000;

	private static final int REMEMBERED = 1000;

	private final BotAccount account;

	private final World world;

	private final Gateway gateway;

	private final DiscordRecord record;

	private final Map<Long, ObjectNode> recent = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, ObjectNode> eldest) {
			return size() > REMEMBERED;
		}

	};

	public Messages(BotAccount account, World world, Gateway gateway, DiscordRecord record) {
		this.account = account;
		this.world = world;
		this.gateway = gateway;
		this.record = record;
	}

	/**
	 * A message of a user.
	 * @return its id
	 */
	public long fromUser(World.Channel channel, DiscordUser author, String content) {
		ObjectNode message = create(channel.id(), author, content);
		publish("MESSAGE_CREATE", channel, message, author);
		return Json.snowflake(message.get("id"));
	}

	/**
	 * A message of the bot, as a request describes it.
	 * @return the message object
	 */
	public ObjectNode fromBot(World.Channel channel, JsonNode body, Moment time) {
		check(body);
		ObjectNode message = respond(channel, body);
		this.record.add(describe(channel, message, time));
		return message;
	}

	/**
	 * The answer to an interaction: a message that may still be empty.
	 */
	public ObjectNode respond(World.Channel channel, JsonNode body) {
		ObjectNode message = create(channel.id(), this.account.user(), Json.string(body, "content"));
		apply(body, message);
		message.put("flags", Json.number(body, "flags", 0));
		JsonNode nonce = body.get("nonce");
		if (nonce != null) {
			message.set("nonce", nonce);
		}
		long repliesTo = Json.snowflake(body.path("message_reference").get("message_id"));
		if (repliesTo != 0) {
			refer(message, channel, repliesTo);
		}
		if (!isEphemeral(message)) {
			publish("MESSAGE_CREATE", channel, message, this.account.user());
		}
		return message;
	}

	public static BotMessage describe(World.Channel channel, ObjectNode message, Moment time) {
		EmulatorGuild guild = channel.guild();
		long repliesTo = Json.snowflake(message.path("message_reference").get("message_id"));
		return new BotMessage(time, Json.snowflake(message.get("id")), channel.id(), (guild != null) ? guild.id() : 0,
				Json.string(message, "content"), repliesTo, isEphemeral(message), Json.text(message));
	}

	private static boolean isEphemeral(ObjectNode message) {
		return (Json.number(message, "flags", 0) & EPHEMERAL) != 0;
	}

	/**
	 * Change a message of the bot.
	 */
	public void edit(World.Channel channel, ObjectNode message, JsonNode body) {
		if (Json.string(body, "content").length() > MAX_CONTENT) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		JsonNode content = body.get("content");
		if (content != null) {
			message.put("content", Json.string(body, "content"));
		}
		apply(body, message);
		message.put("edited_timestamp", Instant.now().toString());
		if (!isEphemeral(message)) {
			publish("MESSAGE_UPDATE", channel, message, this.account.user());
		}
	}

	/**
	 * Refuse what Discord would refuse.
	 * @throws RestException if the message is empty or too long
	 */
	public static void check(JsonNode body) {
		if (Json.string(body, "content").length() > MAX_CONTENT) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
		boolean empty = Json.string(body, "content").isEmpty();
		for (String part : new String[] { "embeds", "components", "sticker_ids", "attachments", "poll" }) {
			empty = empty && body.path(part).isEmpty();
		}
		if (empty) {
			throw new RestException(400, 50006, "Cannot send an empty message");
		}
	}

	public @Nullable ObjectNode find(long channelId, long id) {
		ObjectNode message = this.recent.get(id);
		return (message != null && Json.snowflake(message.get("channel_id")) == channelId) ? message : null;
	}

	public void delete(World.Channel channel, long id) {
		this.recent.remove(id);
		ObjectNode body = Json.object().put("id", Json.id(id)).put("channel_id", Json.id(channel.id()));
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			this.gateway.publishDirect("MESSAGE_DELETE", id, Intents.DIRECT_MESSAGES, EventBody.of(Json.bytes(body)));
		}
		else {
			EventBody bytes = EventBody.of(Json.bytes(body.put("guild_id", Json.id(guild.id()))));
			this.gateway.publish(guild, "MESSAGE_DELETE", id, Intents.GUILD_MESSAGES, (intents) -> bytes);
		}
	}

	public ObjectNode create(long channelId, DiscordUser author, String content) {
		long id = this.world.newId();
		ObjectNode message = Json.object();
		message.put("id", Json.id(id)).put("channel_id", Json.id(channelId)).put("type", 0);
		message.set("author", author.json());
		message.put("content", content).put("timestamp", Instant.now().toString()).putNull("edited_timestamp");
		message.put("tts", false).put("mention_everyone", false).put("pinned", false).put("flags", 0);
		for (String list : new String[] { "mentions", "mention_roles", "attachments", "embeds", "components" }) {
			message.putArray(list);
		}
		if (mentionsBot(content)) {
			message.withArray("mentions").add(this.account.user().json());
		}
		this.recent.put(id, message);
		return message;
	}

	private boolean mentionsBot(String content) {
		String id = Json.id(this.account.user().id());
		return content.contains("<@" + id + ">") || content.contains("<@!" + id + ">");
	}

	private static void apply(JsonNode body, ObjectNode message) {
		for (String part : new String[] { "embeds", "components" }) {
			JsonNode value = body.get(part);
			if (value != null && value.isArray()) {
				message.set(part, value);
			}
		}
	}

	private static void refer(ObjectNode message, World.Channel channel, long repliesTo) {
		message.put("type", 19);
		ObjectNode reference = message.putObject("message_reference");
		reference.put("type", 0).put("channel_id", Json.id(channel.id())).put("message_id", Json.id(repliesTo));
		EmulatorGuild guild = channel.guild();
		if (guild != null) {
			reference.put("guild_id", Json.id(guild.id()));
		}
	}

	private void publish(String type, World.Channel channel, ObjectNode message, DiscordUser author) {
		long id = Json.snowflake(message.get("id"));
		ObjectNode body = message.deepCopy();
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			body.put("channel_type", 1);
			this.gateway.publishDirect(type, id, Intents.DIRECT_MESSAGES, EventBody.of(Json.bytes(body)));
			return;
		}
		body.put("guild_id", Json.id(guild.id())).put("channel_type", 0);
		body.set("member", author.partialMemberJson());
		EventBody full = EventBody.of(Json.bytes(body));
		boolean open = author.bot() || mentionsBot(Json.string(message, "content"));
		EventBody visible = open ? full : EventBody.of(Json.bytes(withoutContent(body)));
		this.gateway.publish(guild, type, id, Intents.GUILD_MESSAGES,
				(intents) -> Intents.has(intents, PrivilegedIntent.MESSAGE_CONTENT) ? full : visible);
	}

	/**
	 * What a session without the MESSAGE_CONTENT intent sees.
	 */
	private static ObjectNode withoutContent(ObjectNode body) {
		ObjectNode stripped = body.deepCopy().put("content", "");
		for (String list : new String[] { "attachments", "embeds", "components" }) {
			stripped.putArray(list);
		}
		return stripped;
	}

}
