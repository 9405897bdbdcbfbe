package io.github.fleetboot.test.discord.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The form of callbacks that are no messages.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object">Interaction
 * Response Object</a>
 */
final class CallbackForm {

	private static final int ROW = 1;

	private static final int TEXT_INPUT = 4;

	private static final int TEXT_DISPLAY = 10;

	private static final int LABEL = 18;

	private CallbackForm() {
	}

	/**
	 * Read the callback's type.
	 * @throws RestException if it is none that may answer this kind of interaction
	 */
	static int type(JsonNode body, Interaction.Kind kind) {
		Form form = Form.of(body);
		form.require("type");
		int type = (int) form.number("type", 1, 12, 0);
		form.raise();
		if (!kind.takes(type)) {
			throw FormErrors.of("INTERACTION_RESPONSE_TYPE_INVALID",
					"Response type " + type + " cannot answer an interaction of type " + kind.type() + ".", "type");
		}
		return type;
	}

	static void checkChoices(JsonNode body) {
		Form data = data(body);
		data.require("choices");
		for (Form choice : data.objects("choices", 0, 25)) {
			choice.requiredText("name", 1, 100);
			if (choice.require("value") && choice.node().path("value").isString()) {
				choice.text("value", 0, 100);
			}
		}
		data.raise();
	}

	static void checkModal(JsonNode body) {
		Form data = data(body);
		data.requiredText("title", 1, 45);
		data.requiredText("custom_id", 1, 100);
		data.require("components");
		Set<String> customIds = new HashSet<>();
		for (Form row : data.objects("components", 1, 5)) {
			long type = row.number("type", 1, 99, 0);
			if (type != ROW && type != LABEL && type != TEXT_DISPLAY) {
				row.complain("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
			}
			List<Form> inputs = row.objects("components", 1, 1);
			Form labelled = row.object("component");
			inputs.forEach((input) -> checkInput(input, customIds, true));
			if (labelled != null) {
				row.requiredText("label", 1, 45);
				checkInput(labelled, customIds, false);
			}
		}
		data.raise();
	}

	private static void checkInput(Form input, Set<String> customIds, boolean named) {
		String customId = input.requiredText("custom_id", 1, 100);
		if (!customId.isEmpty() && !customIds.add(customId)) {
			input.complain("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
		}
		if (input.number("type", 1, 99, TEXT_INPUT) == TEXT_INPUT) {
			input.require("style");
			if (named) {
				input.requiredText("label", 1, 45);
			}
			input.number("min_length", 0, 4000, 0);
			input.number("max_length", 1, 4000, 4000);
			input.text("placeholder", 0, 100);
		}
	}

	private static Form data(JsonNode body) {
		Form form = Form.of(body);
		form.require("data");
		form.raise();
		Form data = form.object("data");
		return (data != null) ? data : form;
	}

}
