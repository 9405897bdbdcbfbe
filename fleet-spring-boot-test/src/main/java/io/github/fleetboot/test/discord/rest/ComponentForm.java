package io.github.fleetboot.test.discord.rest;

import java.util.HashSet;
import java.util.Set;

import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of message components.
 *
 * @see <a href= "https://docs.discord.com/developers/components/reference">Components</a>
 */
final class ComponentForm {

	private static final int ACTION_ROW = 1;

	private static final int BUTTON = 2;

	private static final int LINK = 5;

	private static final int TEXT_SELECT = 3;

	private static final int ROWS = 5;

	private static final int COMPONENTS_V2 = 40;

	private static final int CUSTOM_ID = 100;

	private final Set<String> customIds = new HashSet<>();

	private ComponentForm() {
	}

	static void check(Form message, boolean second) {
		ComponentForm components = new ComponentForm();
		for (Form component : message.objects("components", 0, second ? COMPONENTS_V2 : ROWS)) {
			component.require("type");
			if (!second && component.number("type", 1, 99, ACTION_ROW) != ACTION_ROW) {
				component.complain("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
			}
			components.check(component);
		}
		if (second && (message.has("content") || message.has("embeds"))) {
			message.complain("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
					"The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2");
		}
	}

	private void check(Form component) {
		long type = component.number("type", 1, 99, 0);
		String customId = component.text("custom_id", 1, CUSTOM_ID);
		boolean interactive = type == BUTTON ? component.number("style", 1, 6, 1) < LINK
				: type >= TEXT_SELECT && type <= 8;
		if (interactive) {
			component.require("custom_id");
		}
		if (!customId.isEmpty() && !this.customIds.add(customId)) {
			component.complain("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED",
					"Component custom id cannot be duplicated");
		}
		if (type == BUTTON) {
			component.text("label", 0, 80);
		}
		if (type == TEXT_SELECT) {
			component.require("options");
			for (Form option : component.objects("options", 1, 25)) {
				option.requiredText("label", 1, 100);
				option.requiredText("value", 1, 100);
			}
		}
		component.objects("components", (type == ACTION_ROW) ? 1 : 0, (type == ACTION_ROW) ? 5 : COMPONENTS_V2)
			.forEach(this::check);
	}

	/**
	 * Number the components that have no id, as Discord does.
	 */
	static void number(JsonNode components, int[] last) {
		for (JsonNode component : components) {
			if (component instanceof ObjectNode object) {
				last[0]++;
				if (!object.has("id")) {
					object.put("id", last[0]);
				}
				for (String nested : new String[] { "components", "component", "accessory" }) {
					JsonNode child = object.path(nested);
					number((child instanceof ObjectNode one) ? list(one) : child, last);
				}
			}
		}
	}

	private static ArrayNode list(ObjectNode one) {
		return Json.array().add(one);
	}

}
