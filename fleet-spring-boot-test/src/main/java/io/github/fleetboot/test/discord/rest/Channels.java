package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Permissions;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.node.ObjectNode;

/**
 * The channels requests name, and what the bot may do there.
 */
final class Channels {

	private final World world;

	Channels(World world) {
		this.world = world;
	}

	/**
	 * The channel of a request.
	 * @throws RestException if there is none, or the bot may not see it
	 */
	World.Channel find(RestRequest request) {
		World.Channel channel = this.world.channel(request.id("channel"));
		if (channel == null) {
			throw new RestException(404, 10003, "Unknown Channel");
		}
		EmulatorGuild guild = channel.guild();
		if (guild != null && !permissions().has(guild.id(), BotPermission.VIEW_CHANNEL)) {
			throw new RestException(403, 50001, "Missing Access");
		}
		return channel;
	}

	/**
	 * The channel of a request, where the bot wants to do something.
	 * @throws RestException if it may not
	 */
	World.Channel find(RestRequest request, BotPermission wanted) {
		World.Channel channel = find(request);
		require(channel, wanted);
		return channel;
	}

	void require(World.Channel channel, BotPermission wanted) {
		EmulatorGuild guild = channel.guild();
		if (guild != null && !permissions().has(guild.id(), wanted)) {
			throw new RestException(403, 50013, "Missing Permissions");
		}
	}

	/**
	 * Refuse a message to a user who takes none.
	 * @throws RestException if so
	 */
	void requireOpenTo(World.Channel channel) {
		DiscordUser recipient = channel.recipient();
		if (recipient != null && !permissions().takesMessages(recipient.id())) {
			throw new RestException(403, 50007, "Cannot send messages to this user");
		}
	}

	boolean mayReadHistory(World.Channel channel) {
		EmulatorGuild guild = channel.guild();
		return guild == null || permissions().has(guild.id(), BotPermission.READ_MESSAGE_HISTORY);
	}

	ObjectNode json(World.Channel channel) {
		EmulatorGuild guild = channel.guild();
		if (guild != null) {
			ObjectNode json = this.world.look(guild).channelsNow().get(channel.id());
			return (json != null) ? json : GuildPayload.channel(guild);
		}
		ObjectNode json = Json.object().put("id", Json.id(channel.id())).put("type", 1).put("flags", 0);
		json.putNull("last_message_id");
		DiscordUser recipient = channel.recipient();
		if (recipient != null) {
			json.putArray("recipients").add(recipient.json());
		}
		return json;
	}

	/**
	 * A channel as it is from now on.
	 */
	void change(World.Channel channel, ObjectNode json) {
		EmulatorGuild guild = channel.guild();
		if (guild != null) {
			this.world.contents(guild).channels().put(channel.id(), json);
		}
	}

	private Permissions permissions() {
		return this.world.permissions();
	}

}
