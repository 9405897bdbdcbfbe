package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The application's commands, global and per guild. Changed by the emulator's thread
 * under the monitor.
 */
public final class Commands {

	static final long GLOBAL = 0;

	private final Monitor monitor;

	private final Map<Long, List<ObjectNode>> commands = new HashMap<>();

	Commands(Monitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * The command users of a guild find under a name.
	 * @param guildId the guild
	 * @param name the name
	 * @return the command, or {@code null} if none is registered
	 */
	public @Nullable ObjectNode find(long guildId, String name) {
		Predicate<ObjectNode> wanted = (command) -> isNamed(command, name, CommandForm.CHAT_INPUT);
		return this.monitor.read(() -> {
			ObjectNode ofGuild = first(guildId, wanted);
			return (ofGuild != null) ? ofGuild : first(GLOBAL, wanted);
		});
	}

	@Nullable ObjectNode first(long owner, Predicate<ObjectNode> wanted) {
		return of(owner).stream().filter(wanted).findFirst().orElse(null);
	}

	List<ObjectNode> of(long owner) {
		return this.commands.getOrDefault(owner, List.of());
	}

	void replaceAll(long owner, List<ObjectNode> commands) {
		this.monitor.update(() -> this.commands.put(owner, List.copyOf(commands)));
	}

	/**
	 * Put a command in the place of the one with its id, or at the end.
	 * @return whether there was one
	 */
	boolean replace(long owner, ObjectNode command) {
		List<ObjectNode> after = new ArrayList<>(of(owner));
		boolean known = after.removeIf((other) -> hasId(other, Json.string(command, "id")));
		after.add(command);
		replaceAll(owner, after);
		return known;
	}

	void remove(long owner, String id) {
		replaceAll(owner, of(owner).stream().filter((command) -> !hasId(command, id)).toList());
	}

	static boolean isNamed(ObjectNode command, String name, int type) {
		return Json.string(command, "name").equals(name) && type(command) == type;
	}

	static boolean hasId(ObjectNode command, String id) {
		return Json.string(command, "id").equals(id);
	}

	static int type(ObjectNode command) {
		return (int) Json.number(command, "type", CommandForm.CHAT_INPUT);
	}

	static ArrayNode array(List<ObjectNode> commands) {
		ArrayNode array = Json.array();
		commands.forEach(array::add);
		return array;
	}

}
