package io.github.fleetboot.store;

import io.github.fleetboot.FleetException;

/**
 * How much an engine takes.
 *
 * @param maxEntries the number of entries
 * @param maxValueSize the bytes of a value, encoded
 * @param maxSize the bytes of all values, encoded, and the characters of all keys
 * @since 0.1.0
 */
public record StoreLimits(int maxEntries, long maxValueSize, long maxSize) {

	static final String MAX_ENTRIES = "fleet.store.max-entries";

	static final String MAX_VALUE_SIZE = "fleet.store.max-value-size";

	static final String MAX_SIZE = "fleet.store.max-size";

	public StoreLimits {
		positive(MAX_ENTRIES, maxEntries);
		positive(MAX_VALUE_SIZE, maxValueSize);
		positive(MAX_SIZE, maxSize);
	}

	private static void positive(String property, long value) {
		if (value < 1) {
			throw new FleetException(property + "=" + value + " leaves no room for anything.",
					"Set " + property + " to 1 or more.");
		}
	}

}
