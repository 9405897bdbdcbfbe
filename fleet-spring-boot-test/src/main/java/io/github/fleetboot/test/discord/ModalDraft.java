package io.github.fleetboot.test.discord;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.rest.Interaction;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A modal that was shown to a user, about to be sent off. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ModalDraft {

	private static final int MODAL = 9;

	private static final int TEXT_INPUT = 4;

	private final Engine engine;

	private final Interaction opener;

	private final JsonNode modal;

	private final Map<String, String> values = new LinkedHashMap<>();

	ModalDraft(Engine engine, Interaction opener, InteractionResponse response) {
		this.engine = engine;
		this.opener = opener;
		JsonNode modal = Json.parse(response.json().getBytes(StandardCharsets.UTF_8));
		if (response.type() != MODAL || modal == null) {
			throw new IllegalStateException("The bot answered with type " + response.type() + ", not with a modal");
		}
		this.modal = modal;
	}

	/**
	 * Fill a text field.
	 * @param customId the field's id
	 * @param value the text
	 * @return this draft
	 */
	public ModalDraft field(String customId, String value) {
		this.values.put(customId, value);
		return this;
	}

	/**
	 * Send it off. Fields that were not filled are empty.
	 * @return the interaction, to wait for the bot's response
	 */
	public SentInteraction send() {
		String customId = Json.string(this.modal, "custom_id");
		ObjectNode data = Json.object().put("custom_id", customId);
		data.set("components", filled(this.modal.path("components")));
		ObjectNode source = this.opener.source();
		return this.engine.call(() -> new InteractionSender(this.engine).send(Interaction.Kind.MODAL,
				this.opener.channel(), this.opener.user(), customId, data, source));
	}

	private ArrayNode filled(JsonNode rows) {
		ArrayNode filled = Json.array();
		int id = 0;
		for (JsonNode row : rows) {
			id += 2;
			ObjectNode copy = Json.object().put("type", Json.number(row, "type", 1)).put("id", id - 1);
			JsonNode labelled = row.get("component");
			if (labelled != null) {
				copy.set("component", filledInput(labelled, id));
			}
			else {
				copy.putArray("components").add(filledInput(row.path("components").path(0), id));
			}
			filled.add(copy);
		}
		return filled;
	}

	private ObjectNode filledInput(@Nullable JsonNode input, int id) {
		ObjectNode filled = Json.object().put("id", id).put("type", TEXT_INPUT);
		String customId = (input != null) ? Json.string(input, "custom_id") : "";
		return filled.put("custom_id", customId).put("value", this.values.getOrDefault(customId, ""));
	}

}
