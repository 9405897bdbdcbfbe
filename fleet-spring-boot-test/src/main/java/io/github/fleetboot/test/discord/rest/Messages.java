package io.github.fleetboot.test.discord.rest;

import java.time.Instant;
import java.util.List;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, changes and deletes messages and tells the sessions of them. Used by the
 * emulator's thread only.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/message">Messages</a>
 */
public final class Messages {

	private final RestSettings settings;

	private final BotAccount account;

	private final World world;

	private final MessageEvents events;

	private final Attachments attachments;

	private final People people;

	private final DiscordRecord record;

	private final MessageStore store = new MessageStore();

	Messages(RestSettings settings, BotAccount account, World world, MessageEvents events, Attachments attachments,
			People people, DiscordRecord record) {
		this.settings = settings;
		this.account = account;
		this.world = world;
		this.events = events;
		this.attachments = attachments;
		this.people = people;
		this.record = record;
	}

	/**
	 * A message of a user.
	 * @param channel where it is written
	 * @param author who writes it
	 * @param content what it says
	 * @return its id
	 */
	public long fromUser(World.Channel channel, DiscordUser author, String content) {
		this.people.meet(author);
		ObjectNode message = create(channel.id(), author.json(), content, this.world.newId(), Instant.now());
		this.events.message("MESSAGE_CREATE", channel, message, author);
		return Json.snowflake(message.get("id"));
	}

	/**
	 * A message a user wrote some time ago. Nobody is told of it.
	 * @param channel where it was written
	 * @param author who wrote it
	 * @param content what it says
	 * @param time when
	 * @return its id
	 */
	public long fromPast(World.Channel channel, DiscordUser author, String content, Instant time) {
		this.people.meet(author);
		long id = this.world.idAt(time);
		create(channel.id(), author.json(), content, id, time);
		return id;
	}

	/**
	 * A message of the bot or a webhook, as a request describes it.
	 * @return the message object
	 */
	ObjectNode post(World.Channel channel, MessageInput input, Moment time, @Nullable ObjectNode webhook) {
		input.check(this.settings.maxFileSize);
		input.requireContent();
		ObjectNode message = respond(channel, input, webhook);
		this.record.add(describe(channel, message, time));
		return message;
	}

	/**
	 * The answer to an interaction: a message that may still be empty.
	 */
	ObjectNode respond(World.Channel channel, MessageInput input, @Nullable ObjectNode webhook) {
		JsonNode body = input.body();
		ObjectNode reference = reference(channel, body);
		ObjectNode author = (webhook != null) ? author(webhook, body) : this.account.user().json();
		ObjectNode message = create(channel.id(), author, Json.string(body, "content"), this.world.newId(),
				Instant.now());
		apply(input, message);
		message.put("flags", Json.number(body, "flags", 0)).put("tts", body.path("tts").asBoolean(false));
		if (webhook != null) {
			message.put("webhook_id", Json.string(webhook, "id"));
		}
		JsonNode nonce = body.get("nonce");
		if (nonce != null) {
			message.set("nonce", nonce);
		}
		if (reference != null) {
			message.put("type", 19).set("message_reference", reference);
		}
		if (!MessageFlags.isEphemeral(message)) {
			this.events.message("MESSAGE_CREATE", channel, message, (webhook != null) ? null : this.account.user());
		}
		return message;
	}

	private static ObjectNode author(ObjectNode webhook, JsonNode body) {
		String name = Json.string(body, "username");
		ObjectNode author = Json.object().put("id", Json.string(webhook, "id")).put("bot", true);
		author.put("username", name.isEmpty() ? Json.string(webhook, "name") : name).put("discriminator", "0000");
		return author.putNull("avatar").putNull("global_name").put("public_flags", 0).put("flags", 0);
	}

	BotMessage describe(World.Channel channel, ObjectNode message, Moment time) {
		EmulatorGuild guild = channel.guild();
		long repliesTo = Json.snowflake(message.path("message_reference").get("message_id"));
		return new BotMessage(time, Json.snowflake(message.get("id")), channel.id(), (guild != null) ? guild.id() : 0,
				Json.string(message, "content"), repliesTo, MessageFlags.isEphemeral(message), Json.text(message),
				this.attachments.of(message));
	}

	/**
	 * Change a message of the bot.
	 */
	void edit(World.Channel channel, ObjectNode message, MessageInput input) {
		input.check(this.settings.maxFileSize);
		JsonNode content = input.body().get("content");
		if (content != null) {
			message.put("content", Json.string(input.body(), "content"));
		}
		apply(input, message);
		message.put("edited_timestamp", Json.timestamp(Instant.now()));
		if (!MessageFlags.isEphemeral(message)) {
			this.events.message("MESSAGE_UPDATE", channel, message, this.account.user());
		}
	}

	/**
	 * A message, also one that only a user sees.
	 * @param channelId the channel
	 * @param id the message
	 * @return the message, {@code null} if it is not there
	 */
	public @Nullable ObjectNode find(long channelId, long id) {
		return this.store.find(channelId, id);
	}

	MessageStore store() {
		return this.store;
	}

	void delete(World.Channel channel, ObjectNode message) {
		long id = Json.snowflake(message.get("id"));
		this.store.remove(id);
		if (!MessageFlags.isEphemeral(message)) {
			ObjectNode body = Json.object().put("id", Json.id(id)).put("channel_id", Json.id(channel.id()));
			this.events.tell("MESSAGE_DELETE", channel, id, Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES, body);
		}
	}

	void deleteAll(World.Channel channel, List<Long> ids) {
		ObjectNode body = Json.object().put("channel_id", Json.id(channel.id()));
		ArrayNode list = body.putArray("ids");
		for (long id : ids) {
			this.store.remove(id);
			list.add(Json.id(id));
		}
		this.events.tell("MESSAGE_DELETE_BULK", channel, ids.get(0), Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES,
				body);
	}

	private ObjectNode create(long channelId, ObjectNode author, String content, long id, Instant time) {
		ObjectNode message = Json.object();
		message.put("id", Json.id(id)).put("channel_id", Json.id(channelId)).put("type", 0);
		message.set("author", author);
		message.put("content", content).put("timestamp", Json.timestamp(time)).putNull("edited_timestamp");
		message.put("tts", false).put("mention_everyone", false).put("pinned", false).put("flags", 0);
		for (String list : new String[] { "mentions", "mention_roles", "attachments", "embeds", "components" }) {
			message.putArray(list);
		}
		if (this.events.mentionsBot(content)) {
			message.withArray("mentions").add(this.account.user().json());
		}
		this.store.add(message);
		return message;
	}

	private void apply(MessageInput input, ObjectNode message) {
		for (String part : new String[] { "embeds", "components" }) {
			JsonNode value = input.body().get(part);
			if (value != null && value.isArray()) {
				message.set(part, value);
			}
		}
		for (JsonNode embed : message.path("embeds")) {
			if (embed instanceof ObjectNode object) {
				object.put("type", "rich");
			}
		}
		ComponentForm.number(message.path("components"), new int[1]);
		this.attachments.apply(input, message);
	}

	/**
	 * The message a reply refers to.
	 * @return the reference, {@code null} if there is none or it need not exist
	 */
	private @Nullable ObjectNode reference(World.Channel channel, JsonNode body) {
		JsonNode asked = body.path("message_reference");
		long id = Json.snowflake(asked.get("message_id"));
		if (id == 0 || Json.number(asked, "type", 0) != 0) {
			return null;
		}
		if (!this.store.mayKnow(channel.id(), id)) {
			if (!asked.path("fail_if_not_exists").asBoolean(true)) {
				return null;
			}
			throw FormErrors.of("REPLIES_UNKNOWN_MESSAGE", "Unknown message", "message_reference");
		}
		ObjectNode reference = Json.object().put("type", 0).put("channel_id", Json.id(channel.id()));
		reference.put("message_id", Json.id(id));
		EmulatorGuild guild = channel.guild();
		return (guild != null) ? reference.put("guild_id", Json.id(guild.id())) : reference;
	}

}
