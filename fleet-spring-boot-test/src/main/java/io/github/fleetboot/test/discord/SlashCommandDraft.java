package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.GuildPayload;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Snowflakes;
import io.github.fleetboot.test.discord.world.Users;
import io.github.fleetboot.test.discord.world.World;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A slash command a user is about to call. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class SlashCommandDraft {

	private final Engine engine;

	private final EmulatorGuild guild;

	private final String name;

	private final Map<String, Object> options = new LinkedHashMap<>();

	private final List<String> path = new ArrayList<>();

	private DiscordUser user;

	SlashCommandDraft(Engine engine, EmulatorGuild guild, String name) {
		this.engine = engine;
		this.guild = guild;
		List<String> words = List.of(name.trim().split(" +"));
		this.name = words.get(0);
		this.path.addAll(words.subList(1, words.size()));
		this.user = guild.member(0);
	}

	/**
	 * Who calls it. Without this it is the guild's first member.
	 * @param name a name; the same name is the same user everywhere
	 * @return this draft
	 */
	public SlashCommandDraft from(String name) {
		this.user = Users.named(name);
		return this;
	}

	/**
	 * Which member of the guild calls it.
	 * @param member the member's place, from 0; the bot is not counted
	 * @return this draft
	 */
	public SlashCommandDraft from(int member) {
		this.user = this.guild.member(member);
		return this;
	}

	/**
	 * Give an option a value.
	 * @param name the option's name
	 * @param value a {@link String}, {@link Boolean}, whole number or other
	 * {@link Number}, which decides the option's type
	 * @return this draft
	 */
	public SlashCommandDraft option(String name, Object value) {
		this.options.put(name, value);
		return this;
	}

	/**
	 * Call it. Each session of the guild's shard hears of it. The command need not be
	 * registered; {@link DiscordEmulator#awaitCommand} waits until it is.
	 * @return the interaction, to wait for the bot's response
	 */
	public SentInteraction send() {
		return this.engine.call(() -> {
			World.Channel channel = Users.channel(this.engine.world(), this.guild, this.user);
			Interaction interaction = new Interaction(this.engine.world().newId(), channel);
			this.engine.interactions().add(interaction);
			EventBody body = EventBody.of(Json.bytes(json(interaction)));
			this.engine.gateway()
				.publish(this.guild, "INTERACTION_CREATE", interaction.id(), Intents.NONE, (intents) -> body);
			return new SentInteraction(this.engine, interaction, this.name);
		});
	}

	private ObjectNode json(Interaction interaction) {
		String application = Json.id(this.engine.account().applicationId());
		ObjectNode json = Json.object();
		json.put("id", Json.id(interaction.id())).put("application_id", application).put("type", 2);
		json.put("token", interaction.token()).put("version", 1).put("context", 0);
		json.put("guild_id", Json.id(this.guild.id())).put("channel_id", Json.id(this.guild.channelId()));
		json.put("locale", "en-US").put("guild_locale", "en-US").put("app_permissions", "0");
		json.put("attachment_size_limit", 10 * 1024 * 1024);
		json.set("channel", GuildPayload.channel(this.guild).put("permissions", "0"));
		json.putObject("guild").put("id", Json.id(this.guild.id())).put("locale", "en-US").putArray("features");
		json.putObject("authorizing_integration_owners").put("0", Json.id(this.guild.id()));
		json.putArray("entitlements");
		json.set("member", this.user.memberJson().put("permissions", "0"));
		json.set("data", data());
		return json;
	}

	private ObjectNode data() {
		ObjectNode registered = this.engine.commands().find(this.guild.id(), this.name);
		ObjectNode data = Json.object().put("name", this.name).put("type", 1);
		data.put("id", (registered != null) ? Json.string(registered, "id") : Json.id(Snowflakes.fixed(0, 3)));
		ObjectNode owner = data;
		for (int i = 0; i < this.path.size(); i++) {
			boolean group = i < this.path.size() - 1;
			owner = owner.putArray("options").addObject().put("name", this.path.get(i)).put("type", group ? 2 : 1);
		}
		ArrayNode options = owner.putArray("options");
		this.options.forEach((name, value) -> add(options.addObject().put("name", name), value));
		return data;
	}

	private static void add(ObjectNode option, Object value) {
		if (value instanceof Boolean flag) {
			option.put("type", 5).put("value", flag);
		}
		else if (value instanceof Double || value instanceof Float) {
			option.put("type", 10).put("value", ((Number) value).doubleValue());
		}
		else if (value instanceof Number number) {
			option.put("type", 4).put("value", number.longValue());
		}
		else {
			option.put("type", 3).put("value", value.toString());
		}
	}

}
