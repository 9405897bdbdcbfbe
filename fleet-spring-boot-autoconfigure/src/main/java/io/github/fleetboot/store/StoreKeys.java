package io.github.fleetboot.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of keys.
 *
 * @param keys the keys, in the order of their characters
 * @param next what to ask for the next page with, {@code null} if this is the last
 * @since 0.1.0
 */
public record StoreKeys(List<String> keys, @Nullable String next) {

	public StoreKeys {
		keys = List.copyOf(keys);
	}

}
