package io.github.fleetboot.test.discord.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Things that can happen, by name and with parameters.
 */
final class NamedActions {

	private static final String NAME = "name";

	private final String kind;

	private final List<String> common;

	private final Map<String, Action> actions = new LinkedHashMap<>();

	/**
	 * None yet.
	 * @param kind what they are called, such as {@code fault}
	 * @param common parameters that those have which are added with them
	 */
	NamedActions(String kind, String... common) {
		this.kind = kind;
		this.common = List.of(common);
	}

	/**
	 * Add one with parameters of its own.
	 */
	void add(String name, List<String> parameters, Function<ControlCall, ObjectNode> action) {
		this.actions.put(name, new Action(parameters, action));
	}

	/**
	 * Add one with the common parameters as well.
	 */
	void addCommon(String name, List<String> parameters, Function<ControlCall, ObjectNode> action) {
		List<String> all = new ArrayList<>(this.common);
		all.addAll(parameters);
		add(name, all, action);
	}

	/**
	 * Add one with the common parameters that has nothing to tell.
	 */
	void addSilent(String name, List<String> parameters, Consumer<ControlCall> action) {
		addCommon(name, parameters, (call) -> {
			action.accept(call);
			return done();
		});
	}

	static ObjectNode done() {
		return ControlJson.object().put("done", true);
	}

	/**
	 * Two routes: a list, and one for each action.
	 * @param path the path of the list
	 * @param purpose what the actions do, for people
	 */
	List<ControlRoute> routes(String path, String purpose) {
		return List.of(
				new ControlRoute("GET", path, List.of(), "each " + this.kind + " and its parameters",
						(call) -> names()),
				new ControlRoute("POST", path + "/{" + NAME + "}", List.of("*"), purpose, this::act));
	}

	private ObjectNode names() {
		ObjectNode names = ControlJson.object();
		this.actions.forEach((name, action) -> {
			ArrayNode parameters = names.putArray(name);
			action.parameters().forEach(parameters::add);
		});
		return names;
	}

	private JsonNode act(ControlCall call) {
		String name = call.text(NAME);
		Action action = this.actions.get(name);
		if (action == null) {
			throw new ControlException(404, "There is no %s '%s'; there are %s".formatted(this.kind, name,
					String.join(", ", this.actions.keySet())));
		}
		for (String parameter : call.parameters().keySet()) {
			if (!parameter.equals(NAME) && !action.parameters().contains(parameter)) {
				throw ControlException.bad("The %s '%s' has no parameter '%s'; there are %s".formatted(this.kind, name,
						parameter, String.join(", ", action.parameters())));
			}
		}
		return action.handler().apply(call);
	}

	/**
	 * An action.
	 *
	 * @param parameters the names of its parameters
	 * @param handler does it
	 */
	private record Action(List<String> parameters, Function<ControlCall, ObjectNode> handler) {
	}

}
