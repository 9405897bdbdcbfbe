package io.github.fleetboot.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.springframework.core.ParameterizedTypeReference;

/**
 * {@link FleetStore} for callers that do not wait, such as JDA's listeners. Each method
 * does what the one of that name does there. A future completes once the call has taken
 * effect, or with the exception that the other form throws: in the Admiral on the calling
 * thread, in workers on the few threads on which all futures of messages complete. Do not
 * block those. Cancelling a future does not call a change back. Calls that are made one
 * after the other without waiting may take effect in another order.
 *
 * @since 0.1.0
 */
public interface AsyncFleetStore {

	/**
	 * Read a value.
	 * @param key the key
	 * @param type what to read it as
	 * @param <T> the type of the value
	 * @return the value, empty if there is none
	 */
	default <T> CompletableFuture<Optional<T>> get(String key, Class<T> type) {
		return get(key, ParameterizedTypeReference.<T>forType(type));
	}

	/**
	 * Read a value of a generic type.
	 * @param key the key
	 * @param type what to read it as
	 * @param <T> the type of the value
	 * @return the value, empty if there is none
	 */
	default <T> CompletableFuture<Optional<T>> get(String key, ParameterizedTypeReference<T> type) {
		return getEntry(key, type).thenApply((entry) -> entry.map(StoreEntry::value));
	}

	/**
	 * Read a value and what is known about it.
	 * @param key the key
	 * @param type what to read the value as
	 * @param <T> the type of the value
	 * @return the entry, empty if there is none
	 */
	default <T> CompletableFuture<Optional<StoreEntry<T>>> getEntry(String key, Class<T> type) {
		return getEntry(key, ParameterizedTypeReference.<T>forType(type));
	}

	/**
	 * Read a value of a generic type and what is known about it.
	 * @param key the key
	 * @param type what to read the value as
	 * @param <T> the type of the value
	 * @return the entry, empty if there is none
	 */
	<T> CompletableFuture<Optional<StoreEntry<T>>> getEntry(String key, ParameterizedTypeReference<T> type);

	/**
	 * Whether there is a value.
	 * @param key the key
	 * @return {@code true} if there is one
	 */
	CompletableFuture<Boolean> contains(String key);

	/**
	 * Store a value for good.
	 * @param key the key
	 * @param value the value
	 * @return completes when it is stored
	 */
	CompletableFuture<Void> put(String key, Object value);

	/**
	 * Store a value for a while.
	 * @param key the key
	 * @param value the value
	 * @param timeToLive after which time it is gone, in milliseconds rounded up
	 * @return completes when it is stored
	 */
	CompletableFuture<Void> put(String key, Object value, Duration timeToLive);

	/**
	 * Store a value for good unless there is one.
	 * @param key the key
	 * @param value the value
	 * @return {@code true} if it was stored
	 */
	CompletableFuture<Boolean> putIfAbsent(String key, Object value);

	/**
	 * Store a value for a while unless there is one.
	 * @param key the key
	 * @param value the value
	 * @param timeToLive after which time it is gone, in milliseconds rounded up
	 * @return {@code true} if it was stored
	 */
	CompletableFuture<Boolean> putIfAbsent(String key, Object value, Duration timeToLive);

	/**
	 * Store a value if the entry is still the one that was read.
	 * @param key the key
	 * @param version the version that was read
	 * @param value the new value
	 * @return {@code true} if it was stored
	 */
	CompletableFuture<Boolean> compareAndSet(String key, long version, Object value);

	/**
	 * Remove a value if the entry is still the one that was read.
	 * @param key the key
	 * @param version the version that was read
	 * @return {@code true} if it was removed
	 */
	CompletableFuture<Boolean> compareAndRemove(String key, long version);

	/**
	 * Make a new value of the present one.
	 * @param key the key
	 * @param type what to read the value as
	 * @param update makes the new value; an empty result removes the entry; may be called
	 * several times
	 * @param <T> the type of the value
	 * @return the new value, empty if there is none
	 */
	default <T> CompletableFuture<Optional<T>> update(String key, Class<T> type, UnaryOperator<Optional<T>> update) {
		return update(key, ParameterizedTypeReference.<T>forType(type), update);
	}

	/**
	 * Make a new value of the present one, of a generic type.
	 * @param key the key
	 * @param type what to read the value as
	 * @param update makes the new value; an empty result removes the entry; may be called
	 * several times
	 * @param <T> the type of the value
	 * @return the new value, empty if there is none
	 */
	<T> CompletableFuture<Optional<T>> update(String key, ParameterizedTypeReference<T> type,
			UnaryOperator<Optional<T>> update);

	/**
	 * Remove a value.
	 * @param key the key
	 * @return {@code true} if there was one
	 */
	CompletableFuture<Boolean> remove(String key);

	/**
	 * Add 1 to a number.
	 * @param key the key
	 * @return the new number
	 */
	default CompletableFuture<Long> increment(String key) {
		return increment(key, 1);
	}

	/**
	 * Subtract 1 from a number.
	 * @param key the key
	 * @return the new number
	 */
	default CompletableFuture<Long> decrement(String key) {
		return increment(key, -1);
	}

	/**
	 * Add to a number.
	 * @param key the key
	 * @param delta what to add
	 * @return the new number
	 */
	CompletableFuture<Long> increment(String key, long delta);

	/**
	 * Add to a number, which lives for the given time if there is none yet.
	 * @param key the key
	 * @param delta what to add
	 * @param timeToLive after which time a new number is gone, in milliseconds rounded up
	 * @return the new number
	 */
	CompletableFuture<Long> increment(String key, long delta, Duration timeToLive);

	/**
	 * List the first keys.
	 * @param prefix with what they begin, empty for all
	 * @param limit how many at most, up to 1,000
	 * @return the keys in the order of their characters
	 */
	CompletableFuture<StoreKeys> keys(String prefix, int limit);

	/**
	 * List more keys.
	 * @param prefix with what they begin, empty for all
	 * @param limit how many at most, up to 1,000
	 * @param after the {@link StoreKeys#next()} of the page before
	 * @return the keys in the order of their characters
	 */
	CompletableFuture<StoreKeys> keys(String prefix, int limit, String after);

	/**
	 * Remove all entries, of this namespace if it is one.
	 * @return how many there were
	 */
	default CompletableFuture<Long> clear() {
		return clear("");
	}

	/**
	 * Remove all entries whose keys begin alike.
	 * @param prefix with what they begin, empty for all
	 * @return how many there were
	 */
	CompletableFuture<Long> clear(String prefix);

}
