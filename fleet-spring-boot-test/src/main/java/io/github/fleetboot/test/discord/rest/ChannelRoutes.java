package io.github.fleetboot.test.discord.rest;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.RestSettings;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.node.ObjectNode;

/**
 * Channels.
 *
 * @see <a href= "https://docs.discord.com/developers/resources/channel">Channels</a>
 */
final class ChannelRoutes {

	private static final String CHANNEL = "channels/{channel}";

	private static final int NAME = 100;

	private static final int TOPIC = 1024;

	private final World world;

	private final Channels channels;

	private final People people;

	private final Gateway gateway;

	private final RateLimit renames;

	private final RateLimits limits;

	ChannelRoutes(RestSettings settings, World world, Channels channels, People people, Gateway gateway,
			RateLimits limits) {
		this.world = world;
		this.channels = channels;
		this.people = people;
		this.gateway = gateway;
		this.renames = new RateLimit("channel-rename", settings.renameLimit, settings.renameLimitWindow);
		this.limits = limits;
	}

	void addTo(RestApi api) {
		api.add(Route.bot("GET", CHANNEL, RateLimit.perFiveSeconds("channel", 10),
				(request) -> RestResponse.ok(this.channels.json(this.channels.find(request)))));
		api.add(Route.bot("PATCH", CHANNEL, RateLimit.perFiveSeconds("channel-edit", 5), this::edit));
		api.add(Route.bot("POST", CHANNEL + "/typing", RateLimit.perFiveSeconds("typing", 5), this::type));
		api.add(Route.bot("POST", "users/@me/channels", RateLimit.perFiveSeconds("direct-channel", 10), this::open));
	}

	private RestResponse type(RestRequest request) {
		this.channels.find(request, BotPermission.SEND_MESSAGES);
		return RestResponse.noContent();
	}

	/**
	 * Names and topics have a limit of their own, which no header tells.
	 */
	private RestResponse edit(RestRequest request) {
		World.Channel channel = this.channels.find(request, BotPermission.MANAGE_CHANNELS);
		EmulatorGuild guild = channel.guild();
		if (guild == null) {
			throw new RestException(403, 50003, "Cannot execute action on a DM channel");
		}
		Form form = Form.of(request.body());
		String name = form.text("name", 1, NAME);
		String topic = form.text("topic", 0, TOPIC);
		long slowmode = form.number("rate_limit_per_user", 0, 21_600, -1);
		form.raise();
		ObjectNode json = this.channels.json(channel).deepCopy();
		boolean renamed = form.has("name") && !name.equals(Json.string(json, "name"));
		boolean described = form.has("topic") && !topic.equals(Json.string(json, "topic"));
		if (renamed || described) {
			this.limits.takeHidden(this.renames, Json.id(channel.id()), "user", request.time().nanos());
		}
		if (renamed) {
			json.put("name", name);
		}
		if (described) {
			json.put("topic", topic);
		}
		if (slowmode >= 0) {
			json.put("rate_limit_per_user", slowmode);
		}
		this.channels.change(channel, json);
		EventBody body = EventBody.of(Json.bytes(json));
		this.gateway.publish(guild, "CHANNEL_UPDATE", channel.id(), Intents.GUILDS, (intents) -> body);
		return RestResponse.ok(json);
	}

	private RestResponse open(RestRequest request) {
		Form form = Form.of(request.body());
		form.require("recipient_id");
		long recipient = form.snowflake("recipient_id");
		form.raise();
		DiscordUser user = this.people.find(recipient);
		if (user == null || user.bot()) {
			throw new RestException(400, 50033, "Invalid Recipient(s)");
		}
		return RestResponse.ok(this.channels.json(this.world.directChannel(user)));
	}

}
