package io.github.fleetboot.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A value of the store as it was when it was read.
 *
 * @param value the value
 * @param version changes with each change of the entry, also if it is removed and stored
 * again; no two entries have the same
 * @param timeToLive how long it is still there, {@code null} if it does not expire
 * @param <T> the type of the value
 * @since 0.1.0
 */
public record StoreEntry<T>(T value, long version, @Nullable Duration timeToLive) {
}
