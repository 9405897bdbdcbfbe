package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the sessions of messages, as far as their intents allow.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#message-content-intent">Message
 * content intent</a>
 */
final class MessageEvents {

	private final BotAccount account;

	private final Gateway gateway;

	MessageEvents(BotAccount account, Gateway gateway) {
		this.account = account;
		this.gateway = gateway;
	}

	/**
	 * Tell of a message.
	 * @param author its author if that is a member of the guild
	 */
	void message(String type, World.Channel channel, ObjectNode message, @Nullable DiscordUser author) {
		long id = Json.snowflake(message.get("id"));
		ObjectNode body = message.deepCopy();
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			body.put("channel_type", 1);
			this.gateway.publishDirect(type, id, Intents.DIRECT_MESSAGES, EventBody.of(Json.bytes(body)));
			return;
		}
		body.put("guild_id", Json.id(guild.id())).put("channel_type", 0);
		if (author != null) {
			body.set("member", author.partialMemberJson());
		}
		EventBody full = EventBody.once(() -> Json.bytes(body));
		EventBody visible = isOpen(message) ? full : EventBody.once(() -> Json.bytes(withoutContent(body)));
		this.gateway.publish(guild, type, id, Intents.GUILD_MESSAGES,
				(intents) -> Intents.has(intents, PrivilegedIntent.MESSAGE_CONTENT) ? full : visible);
	}

	/**
	 * Tell of something else in a channel.
	 * @param guildIntent the intent that asks for it in guilds
	 * @param directIntent the intent that asks for it elsewhere
	 */
	void tell(String type, World.Channel channel, long subject, int guildIntent, int directIntent, ObjectNode body) {
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			this.gateway.publishDirect(type, subject, directIntent, EventBody.of(Json.bytes(body)));
		}
		else {
			EventBody bytes = EventBody.of(Json.bytes(body.put("guild_id", Json.id(guild.id()))));
			this.gateway.publish(guild, type, subject, guildIntent, (intents) -> bytes);
		}
	}

	/**
	 * A message as a request may read it: what the application's settings do not allow is
	 * empty.
	 */
	ObjectNode readable(World.Channel channel, ObjectNode message) {
		boolean allowed = channel.guild() == null || isOpen(message)
				|| this.account.intents().contains(PrivilegedIntent.MESSAGE_CONTENT);
		return allowed ? message : withoutContent(message);
	}

	/**
	 * Whether all may read a message: the bot wrote it, or it mentions the bot.
	 */
	private boolean isOpen(JsonNode message) {
		return Json.snowflake(message.path("author").get("id")) == this.account.user().id()
				|| mentionsBot(Json.string(message, "content"));
	}

	boolean mentionsBot(String content) {
		String id = Json.id(this.account.user().id());
		return content.contains("<@" + id + ">") || content.contains("<@!" + id + ">");
	}

	private static ObjectNode withoutContent(ObjectNode body) {
		ObjectNode stripped = body.deepCopy().put("content", "");
		for (String list : new String[] { "attachments", "embeds", "components" }) {
			stripped.putArray(list);
		}
		stripped.remove("poll");
		return stripped;
	}

}
