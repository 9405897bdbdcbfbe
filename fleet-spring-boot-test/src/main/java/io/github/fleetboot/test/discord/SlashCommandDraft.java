package io.github.fleetboot.test.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Snowflakes;
import io.github.fleetboot.test.discord.world.Users;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
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

	SlashCommandDraft from(DiscordUser caller) {
		this.user = caller;
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
		return send(Interaction.Kind.COMMAND, null);
	}

	/**
	 * Do not call it yet, but have proposals made for an option that is being typed.
	 * @param focused the option's name; its value is what was typed so far
	 * @return the interaction, to wait for the bot's proposals
	 */
	public SentInteraction autocomplete(String focused) {
		return send(Interaction.Kind.AUTOCOMPLETE, focused);
	}

	private SentInteraction send(Interaction.Kind kind, @Nullable String focused) {
		return this.engine.call(() -> {
			World.Channel channel = Users.channel(this.engine.world(), this.guild, this.user);
			return new InteractionSender(this.engine).send(kind, channel, this.user, this.name, data(focused), null);
		});
	}

	private ObjectNode data(@Nullable String focused) {
		ObjectNode registered = this.engine.commands().find(this.guild.id(), this.name);
		ObjectNode data = Json.object().put("name", this.name).put("type", 1);
		data.put("id", (registered != null) ? Json.string(registered, "id") : Json.id(Snowflakes.fixed(0, 3)));
		ObjectNode owner = data;
		for (int i = 0; i < this.path.size(); i++) {
			boolean group = i < this.path.size() - 1;
			owner = owner.putArray("options").addObject().put("name", this.path.get(i)).put("type", group ? 2 : 1);
		}
		ArrayNode options = owner.putArray("options");
		this.options.forEach((name, value) -> {
			ObjectNode option = options.addObject().put("name", name);
			add(option, value);
			if (name.equals(focused)) {
				option.put("focused", true);
			}
		});
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
