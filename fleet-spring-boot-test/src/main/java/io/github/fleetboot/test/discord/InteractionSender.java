package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts interactions and tells the sessions of them. Used by the emulator's thread only.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object">Interaction
 * Object</a>
 */
final class InteractionSender {

	/**
	 * EMBED_LINKS, ATTACH_FILES, MENTION_EVERYONE and USE_EXTERNAL_EMOJIS.
	 */
	private static final String IN_DIRECT_CHANNELS = Long.toString(1 << 14 | 1 << 15 | 1 << 17 | 1 << 18);

	private final Engine engine;

	InteractionSender(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Start an interaction.
	 * @param name what it is called when it is waited for in vain
	 * @param source the message it comes from, {@code null} if from none
	 */
	SentInteraction send(Interaction.Kind kind, World.Channel channel, DiscordUser user, String name, ObjectNode data,
			@Nullable ObjectNode source) {
		Interaction interaction = new Interaction(this.engine.world().newId(), kind, channel, user, source);
		this.engine.interactions().add(interaction);
		ObjectNode json = json(interaction);
		json.set("data", data);
		if (source != null) {
			json.set("message", source);
		}
		EventBody body = EventBody.of(Json.bytes(json));
		EmulatorGuild guild = channel.guild();
		if (guild != null) {
			this.engine.gateway()
				.publish(guild, "INTERACTION_CREATE", interaction.id(), Intents.NONE, (intents) -> body);
		}
		else {
			this.engine.gateway().publishDirect("INTERACTION_CREATE", interaction.id(), Intents.NONE, body);
		}
		return new SentInteraction(this.engine, interaction, name);
	}

	private ObjectNode json(Interaction interaction) {
		DiscordUser user = interaction.user();
		World.Channel channel = interaction.channel();
		EmulatorGuild guild = channel.guild();
		String application = Json.id(this.engine.account().applicationId());
		ObjectNode json = Json.object();
		json.put("id", Json.id(interaction.id())).put("application_id", application);
		json.put("type", interaction.kind().type()).put("token", interaction.token()).put("version", 1);
		json.put("channel_id", Json.id(channel.id())).put("locale", "en-US");
		json.put("attachment_size_limit", 10 * 1024 * 1024);
		ObjectNode owners = json.putObject("authorizing_integration_owners");
		json.putArray("entitlements");
		if (guild != null) {
			json.put("app_permissions", this.engine.world().permissions().of(guild.id()));
			json.put("context", 0).put("guild_id", Json.id(guild.id())).put("guild_locale", "en-US");
			ObjectNode known = this.engine.world().look(guild).channelsNow().get(channel.id());
			ObjectNode described = (known != null) ? known.deepCopy() : GuildPayload.channel(guild);
			json.set("channel", described.put("permissions", GuildPayload.EVERYTHING));
			json.putObject("guild").put("id", Json.id(guild.id())).put("locale", "en-US").putArray("features");
			owners.put("0", Json.id(guild.id()));
			json.set("member", user.memberJson().put("permissions", GuildPayload.EVERYTHING));
		}
		else {
			json.put("context", 1).put("app_permissions", IN_DIRECT_CHANNELS);
			json.putObject("channel")
				.put("id", Json.id(channel.id()))
				.put("type", 1)
				.put("permissions", IN_DIRECT_CHANNELS);
			owners.put("0", "0");
			json.set("user", user.json());
		}
		return json;
	}

}
