package io.github.fleetboot.test.discord.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.test.discord.record.Moment;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of the emulator as JSON: ids are strings, since not every language has whole
 * numbers that large; moments are wall-clock times; durations are milliseconds.
 */
final class ControlJson {

	private static final JsonMapper mapper = new JsonMapper();

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private static final Set<String> IDS = Set.of("id", "subject", "repliesTo");

	private ControlJson() {
	}

	static ObjectNode object() {
		return nodes.objectNode();
	}

	static ArrayNode array(Collection<?> values) {
		ArrayNode array = nodes.arrayNode();
		values.forEach((value) -> array.add(of("", value)));
		return array;
	}

	/**
	 * The JSON in a request.
	 * @throws ControlException if it is none
	 */
	static JsonNode parse(String text) {
		try {
			return mapper.readTree(text);
		}
		catch (JacksonException ex) {
			throw ControlException.bad("The body is not JSON: " + ex.getOriginalMessage());
		}
	}

	static JsonNode text(String text) {
		return nodes.stringNode(text);
	}

	static String write(JsonNode node) {
		return mapper.writeValueAsString(node);
	}

	/**
	 * A value object, component by component.
	 */
	static ObjectNode of(Record value) {
		ObjectNode object = object();
		for (RecordComponent component : value.getClass().getRecordComponents()) {
			object.set(component.getName(), of(component.getName(), read(component, value)));
		}
		return object;
	}

	private static JsonNode of(String name, @Nullable Object value) {
		if (value == null) {
			return nodes.nullNode();
		}
		if (value instanceof Moment moment) {
			return nodes.stringNode(moment.instant().toString());
		}
		if (value instanceof Duration duration) {
			return nodes.numberNode(duration.toNanos() / 1_000_000.0);
		}
		if (value instanceof Long number) {
			return (IDS.contains(name) || name.endsWith("Id")) ? nodes.stringNode(number.toString())
					: nodes.numberNode(number);
		}
		if (value instanceof Number number) {
			return nodes
				.numberNode(number.doubleValue() == number.longValue() ? number.longValue() : number.doubleValue());
		}
		if (value instanceof Boolean flag) {
			return nodes.booleanNode(flag);
		}
		if (value instanceof Record nested) {
			return of(nested);
		}
		if (value instanceof Map<?, ?> map) {
			ObjectNode object = object();
			map.forEach((key, each) -> object.set(String.valueOf(key), of("", each)));
			return object;
		}
		if (value instanceof Collection<?> collection) {
			return array(collection);
		}
		return (name.equals("json") && value instanceof String json) ? mapper.readTree(json)
				: nodes.stringNode(value.toString());
	}

	private static @Nullable Object read(RecordComponent component, Record value) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("The component " + component + " cannot be read", ex);
		}
	}

}
