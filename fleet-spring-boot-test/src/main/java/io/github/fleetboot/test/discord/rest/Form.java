package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of a body, read field by field; complaints are collected. Absent and
 * {@code null} are the same.
 */
final class Form {

	private final FormErrors errors;

	private final JsonNode node;

	private final String[] path;

	private Form(FormErrors errors, JsonNode node, String... path) {
		this.errors = errors;
		this.node = node;
		this.path = path;
		if (!node.isObject()) {
			errors.add("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType", path);
		}
	}

	static Form of(JsonNode body) {
		return new Form(new FormErrors(), body);
	}

	/**
	 * A part of a body whose complaints go with others.
	 */
	static Form of(JsonNode part, FormErrors errors, String... path) {
		return new Form(errors, part, path);
	}

	JsonNode node() {
		return this.node;
	}

	boolean has(String field) {
		JsonNode value = this.node.get(field);
		return value != null && !value.isNull();
	}

	/**
	 * A text that may be absent.
	 * @return the text, empty if it is absent or wrong
	 */
	String text(String field, int least, int most) {
		if (!has(field)) {
			return "";
		}
		JsonNode value = this.node.path(field);
		if (!value.isString()) {
			complain(field, "STRING_TYPE_CONVERT", "Could not interpret \"" + value + "\" as string.");
			return "";
		}
		String text = value.stringValue();
		length(field, text.codePointCount(0, text.length()), least, most);
		return text;
	}

	String requiredText(String field, int least, int most) {
		return require(field) ? text(field, least, most) : "";
	}

	/**
	 * Complain of a field that is absent.
	 * @return whether it is there
	 */
	boolean require(String field) {
		if (!has(field)) {
			complain(field, "BASE_TYPE_REQUIRED", "This field is required");
		}
		return has(field);
	}

	long number(String field, long least, long most, long absent) {
		if (!has(field)) {
			return absent;
		}
		JsonNode value = this.node.path(field);
		if (!value.isIntegralNumber() || !value.canConvertToLong()) {
			complain(field, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not int.");
			return absent;
		}
		this.errors.range(value.longValue(), least, most, at(field));
		return value.longValue();
	}

	boolean flag(String field) {
		if (has(field) && !this.node.path(field).isBoolean()) {
			complain(field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
		}
		return this.node.path(field).asBoolean(false);
	}

	long snowflake(String field) {
		if (!has(field)) {
			return 0;
		}
		long id = Json.snowflake(this.node.get(field));
		if (id == 0) {
			complain(field, "NUMBER_TYPE_COERCE", "Value \"" + this.node.path(field) + "\" is not snowflake.");
		}
		return id;
	}

	@Nullable Form object(String field) {
		return has(field) ? new Form(this.errors, this.node.path(field), at(field)) : null;
	}

	/**
	 * A list of objects that may be absent.
	 */
	List<Form> objects(String field, int least, int most) {
		List<Form> forms = new ArrayList<>();
		JsonNode list = list(field, least, most);
		for (int i = 0; i < list.size(); i++) {
			String[] path = at(field, Integer.toString(i));
			forms.add(new Form(this.errors, list.path(i), path));
		}
		return forms;
	}

	/**
	 * A list that may be absent.
	 * @return the list, or a node without elements
	 */
	JsonNode list(String field, int least, int most) {
		if (!has(field)) {
			return Json.array();
		}
		JsonNode list = this.node.path(field);
		if (!list.isArray()) {
			complain(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
			return Json.array();
		}
		length(field, list.size(), least, most);
		return list;
	}

	void length(String field, int length, int least, int most) {
		if (length >= least && length <= most) {
			return;
		}
		if (least > 1) {
			complain(field, "BASE_TYPE_BAD_LENGTH", "Must be between " + least + " and " + most + " in length.");
		}
		else if (length > most) {
			complain(field, "BASE_TYPE_MAX_LENGTH", "Must be " + most + " or fewer in length.");
		}
		else {
			complain(field, "BASE_TYPE_MIN_LENGTH", "Must be " + least + " or more in length.");
		}
	}

	void complain(String field, String code, String message) {
		this.errors.add(code, message, at(field));
	}

	/**
	 * Complain of this object as a whole.
	 */
	void complain(String code, String message) {
		this.errors.add(code, message, this.path);
	}

	/**
	 * Refuse the body if there is a complaint.
	 * @throws RestException if so
	 */
	void raise() {
		this.errors.raise();
	}

	private String[] at(String... more) {
		String[] full = Arrays.copyOf(this.path, this.path.length + more.length);
		System.arraycopy(more, 0, full, this.path.length, more.length);
		return full;
	}

}
