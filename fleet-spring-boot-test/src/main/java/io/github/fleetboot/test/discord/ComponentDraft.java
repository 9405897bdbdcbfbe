package io.github.fleetboot.test.discord;

import java.util.List;

import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.DiscordUser;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Users;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A click on a button, or a choice from a menu, that a user is about to make. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ComponentDraft {

	private static final int BUTTON = 2;

	private final Engine engine;

	private final World.Channel channel;

	private final ObjectNode message;

	private final String customId;

	private DiscordUser user;

	private List<String> values = List.of();

	ComponentDraft(Engine engine, long channelId, long messageId, String customId) {
		this.engine = engine;
		this.customId = customId;
		World.Channel channel = engine.call(() -> engine.world().channel(channelId));
		ObjectNode message = engine.call(() -> engine.messages().find(channelId, messageId));
		if (channel == null || message == null) {
			throw new IllegalArgumentException("There is no message %d in channel %d".formatted(messageId, channelId));
		}
		this.channel = channel;
		this.message = message;
		EmulatorGuild guild = channel.guild();
		DiscordUser recipient = channel.recipient();
		this.user = (guild != null) ? guild.member(0) : (recipient != null) ? recipient : Users.named("someone");
	}

	/**
	 * Who does it. Without this it is the guild's first member, or in a direct channel
	 * its user.
	 * @param name a name; the same name is the same user everywhere
	 * @return this draft
	 */
	public ComponentDraft from(String name) {
		this.user = Users.named(name);
		return this;
	}

	/**
	 * What is chosen from a menu.
	 * @param values the values of the options, or the ids of what is chosen
	 * @return this draft
	 */
	public ComponentDraft values(String... values) {
		this.values = List.of(values);
		return this;
	}

	/**
	 * Do it. Each session of the guild's shard hears of it, or of shard 0 in a direct
	 * channel.
	 * @return the interaction, to wait for the bot's response
	 * @throws IllegalArgumentException if the message has no such component
	 */
	public SentInteraction send() {
		return this.engine.call(() -> {
			JsonNode component = find(this.message.path("components"));
			if (component == null) {
				throw new IllegalArgumentException(
						"The message has no component '" + this.customId + "': " + this.message.path("components"));
			}
			int type = (int) Json.number(component, "type", BUTTON);
			ObjectNode data = Json.object().put("custom_id", this.customId).put("component_type", type);
			data.put("id", Json.number(component, "id", 0));
			if (type != BUTTON) {
				ArrayNode chosen = data.putArray("values");
				this.values.forEach(chosen::add);
				data.putObject("resolved");
			}
			return new InteractionSender(this.engine).send(Interaction.Kind.COMPONENT, this.channel, this.user,
					this.customId, data, this.message);
		});
	}

	private @Nullable JsonNode find(JsonNode components) {
		for (JsonNode component : components) {
			if (Json.string(component, "custom_id").equals(this.customId)) {
				return component;
			}
			for (String nested : new String[] { "components", "accessory" }) {
				JsonNode child = component.path(nested);
				JsonNode found = find(child.isObject() ? Json.array().add(child) : child);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

}
