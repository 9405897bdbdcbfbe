package io.github.fleetboot.store;

import java.util.Map;

/**
 * What a store in memory holds, and what it has refused.
 *
 * @param entries how many entries there are
 * @param bytes the size of all values, encoded, and of their keys: what
 * {@code fleet.store.max-size} bounds
 * @param refused how many commands have been refused since the start, by the property
 * whose limit they would have exceeded; each of the three is there
 * @since 0.1.0
 */
public record StoreFigures(int entries, long bytes, Map<String, Long> refused) {

	public StoreFigures {
		refused = Map.copyOf(refused);
	}

}
