package io.github.fleetboot.test.discord.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Numbers for the few names that events have. Added to by the emulator's thread, read by
 * any.
 */
final class Names {

	/**
	 * The number of no name.
	 */
	static final int NONE = -1;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final List<String> names = new CopyOnWriteArrayList<>();

	int number(@Nullable String name) {
		if (name == null) {
			return NONE;
		}
		Integer known = this.numbers.get(name);
		if (known != null) {
			return known;
		}
		this.names.add(name);
		this.numbers.put(name, this.names.size() - 1);
		return this.names.size() - 1;
	}

	String name(int number) {
		return this.names.get(number);
	}

	@Nullable String nameOrNull(int number) {
		return (number == NONE) ? null : name(number);
	}

}
