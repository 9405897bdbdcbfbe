package io.github.fleetboot.test.discord.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;

/**
 * The form of an application command.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming">Application
 * command naming</a>
 */
final class CommandForm {

	static final int CHAT_INPUT = 1;

	private static final int TYPES = 4;

	private static final int OPTION_TYPES = 11;

	private static final int SUBCOMMAND_GROUP = 2;

	private static final int MOST = 25;

	private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDeva}\\p{IsThai}]{1,32}");

	private CommandForm() {
	}

	/**
	 * Refuse a list with what Discord refuses.
	 * @throws RestException if so
	 */
	static void check(JsonNode list) {
		Set<String> names = new HashSet<>();
		FormErrors errors = new FormErrors();
		for (int i = 0; i < list.size(); i++) {
			String index = Integer.toString(i);
			JsonNode command = list.path(i);
			check(Form.of(command, errors, index), true);
			if (!names.add(Json.number(command, "type", CHAT_INPUT) + Json.string(command, "name"))) {
				errors.add("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique", index);
			}
		}
		errors.raise();
	}

	/**
	 * Check one command.
	 * @param whole whether all that is needed must be there; else it is a change
	 */
	static void check(Form command, boolean whole) {
		long type = command.number("type", 1, TYPES, CHAT_INPUT);
		boolean chat = type == CHAT_INPUT;
		String name = whole ? command.requiredText("name", 1, 32) : command.text("name", 1, 32);
		if (chat && !name.isEmpty() && !isName(name)) {
			command.complain("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
		}
		if (chat) {
			String ignored = whole ? command.requiredText("description", 1, 100) : command.text("description", 1, 100);
			options(command);
		}
		else if (!command.text("description", 0, 100).isEmpty()) {
			command.complain("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
					"Context menu commands cannot have description");
		}
	}

	private static void options(Form owner) {
		Set<String> names = new HashSet<>();
		boolean optional = false;
		for (Form option : owner.objects("options", 0, MOST)) {
			option.require("type");
			long type = option.number("type", 1, OPTION_TYPES, CHAT_INPUT);
			String name = option.requiredText("name", 1, 32);
			option.requiredText("description", 1, 100);
			if (!name.isEmpty() && !isName(name)) {
				option.complain("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
			}
			if (!names.add(name)) {
				option.complain("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
						"Option name already exists");
			}
			if (type <= SUBCOMMAND_GROUP) {
				options(option);
			}
			boolean required = option.flag("required");
			if (required && optional) {
				option.complain("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
						"Required options must be placed before non-required options");
			}
			optional = optional || !required;
			choices(option);
		}
	}

	private static void choices(Form option) {
		List<Form> choices = option.objects("choices", 0, MOST);
		for (Form choice : choices) {
			choice.requiredText("name", 1, 100);
			choice.require("value");
		}
		if (!choices.isEmpty() && option.flag("autocomplete")) {
			option.complain("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
					"Options with choices cannot be completed");
		}
	}

	private static boolean isName(String name) {
		return NAME.matcher(name).matches() && name.equals(name.toLowerCase(Locale.ROOT));
	}

}
