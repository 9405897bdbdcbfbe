package io.github.fleetboot.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Values that all members of the fleet share. A bean of this type is there in every JVM
 * of the fleet. By default the values are in the memory of the Admiral: what was
 * acknowledged survives every worker, and is gone when the Admiral ends.
 * <p>
 * Each method is atomic: concurrent calls for one key take effect one after the other,
 * whichever members make them. A call returns once it has taken effect. It blocks for at
 * most {@code fleet.ipc.request-timeout}; where that is too long there is
 * {@link #async()}.
 * <p>
 * Keys have 1 to 512 characters, with their namespaces. Values are written as CBOR, as
 * payloads of messages are, and cannot be {@code null}. An entry whose time to live has
 * passed is not there.
 * <p>
 * All methods throw {@link StoreUnavailableException} if the store cannot be reached,
 * {@link StoreLimitException} if what is to be stored would exceed a limit, and
 * {@link StoreValueException} if a value cannot be written, or not be read as what is
 * asked for. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface FleetStore {

	/**
	 * Read a value.
	 * @param key the key
	 * @param type what to read it as
	 * @param <T> the type of the value
	 * @return the value, empty if there is none
	 */
	default <T> Optional<T> get(String key, Class<T> type) {
		return get(key, ParameterizedTypeReference.<T>forType(type));
	}

	/**
	 * Read a value of a generic type.
	 * @param key the key
	 * @param type what to read it as
	 * @param <T> the type of the value
	 * @return the value, empty if there is none
	 */
	default <T> Optional<T> get(String key, ParameterizedTypeReference<T> type) {
		return getEntry(key, type).map(StoreEntry::value);
	}

	/**
	 * Read a value and what is known about it.
	 * @param key the key
	 * @param type what to read the value as
	 * @param <T> the type of the value
	 * @return the entry, empty if there is none
	 */
	default <T> Optional<StoreEntry<T>> getEntry(String key, Class<T> type) {
		return getEntry(key, ParameterizedTypeReference.<T>forType(type));
	}

	/**
	 * Read a value of a generic type and what is known about it.
	 * @param key the key
	 * @param type what to read the value as
	 * @param <T> the type of the value
	 * @return the entry, empty if there is none
	 */
	<T> Optional<StoreEntry<T>> getEntry(String key, ParameterizedTypeReference<T> type);

	/**
	 * Whether there is a value.
	 * @param key the key
	 * @return {@code true} if there is one
	 */
	boolean contains(String key);

	/**
	 * Store a value for good, whether or not there is one.
	 * @param key the key
	 * @param value the value
	 */
	void put(String key, Object value);

	/**
	 * Store a value for a while, whether or not there is one.
	 * @param key the key
	 * @param value the value
	 * @param timeToLive after which time it is gone, in milliseconds rounded up
	 */
	void put(String key, Object value, Duration timeToLive);

	/**
	 * Store a value for good unless there is one.
	 * @param key the key
	 * @param value the value
	 * @return {@code true} if it was stored
	 */
	boolean putIfAbsent(String key, Object value);

	/**
	 * Store a value for a while unless there is one.
	 * @param key the key
	 * @param value the value
	 * @param timeToLive after which time it is gone, in milliseconds rounded up
	 * @return {@code true} if it was stored
	 */
	boolean putIfAbsent(String key, Object value, Duration timeToLive);

	/**
	 * Store a value if the entry is still the one that was read. It keeps its time to
	 * live.
	 * @param key the key
	 * @param version the {@link StoreEntry#version() version} that was read
	 * @param value the new value
	 * @return {@code true} if it was stored, {@code false} if the entry has changed or is
	 * gone
	 */
	boolean compareAndSet(String key, long version, Object value);

	/**
	 * Remove a value if the entry is still the one that was read.
	 * @param key the key
	 * @param version the {@link StoreEntry#version() version} that was read
	 * @return {@code true} if it was removed, {@code false} if the entry has changed or
	 * is gone
	 */
	boolean compareAndRemove(String key, long version);

	/**
	 * Make a new value of the present one: read, compute, and store unless somebody else
	 * was quicker, in which case all that is done again. An entry that is there keeps its
	 * time to live.
	 * @param key the key
	 * @param type what to read the value as
	 * @param update makes the new value; an empty result removes the entry; may be called
	 * several times
	 * @param <T> the type of the value
	 * @return the new value, empty if there is none
	 */
	default <T> Optional<T> update(String key, Class<T> type, UnaryOperator<Optional<T>> update) {
		return update(key, ParameterizedTypeReference.<T>forType(type), update);
	}

	/**
	 * Make a new value of the present one, as
	 * {@link #update(String, Class, UnaryOperator)} does, of a generic type.
	 * @param key the key
	 * @param type what to read the value as
	 * @param update makes the new value; an empty result removes the entry; may be called
	 * several times
	 * @param <T> the type of the value
	 * @return the new value, empty if there is none
	 */
	<T> Optional<T> update(String key, ParameterizedTypeReference<T> type, UnaryOperator<Optional<T>> update);

	/**
	 * Remove a value.
	 * @param key the key
	 * @return {@code true} if there was one
	 */
	boolean remove(String key);

	/**
	 * Add 1 to a number. See {@link #increment(String, long)}.
	 * @param key the key
	 * @return the new number
	 */
	default long increment(String key) {
		return increment(key, 1);
	}

	/**
	 * Subtract 1 from a number. See {@link #increment(String, long)}.
	 * @param key the key
	 * @return the new number
	 */
	default long decrement(String key) {
		return increment(key, -1);
	}

	/**
	 * Add to a number, which begins with 0 if there is none. It keeps its time to live,
	 * and can be read as {@link Long}.
	 * @param key the key
	 * @param delta what to add
	 * @return the new number
	 * @throws StoreValueException if the value is not an integer, or would exceed the
	 * range of {@code long}
	 */
	long increment(String key, long delta);

	/**
	 * Add to a number, which begins with 0, and lives for the given time, if there is
	 * none. One that is there keeps its time to live.
	 * @param key the key
	 * @param delta what to add
	 * @param timeToLive after which time a new number is gone, in milliseconds rounded up
	 * @return the new number
	 * @throws StoreValueException if the value is not an integer, or would exceed the
	 * range of {@code long}
	 */
	long increment(String key, long delta, Duration timeToLive);

	/**
	 * List the first keys.
	 * @param prefix with what they begin, empty for all
	 * @param limit how many at most, up to 1,000
	 * @return the keys in the order of their characters
	 */
	StoreKeys keys(String prefix, int limit);

	/**
	 * List more keys. A key that is there throughout is on one page exactly, whatever
	 * else changes meanwhile.
	 * @param prefix with what they begin, empty for all
	 * @param limit how many at most, up to 1,000
	 * @param after the {@link StoreKeys#next()} of the page before
	 * @return the keys in the order of their characters
	 */
	StoreKeys keys(String prefix, int limit, String after);

	/**
	 * Remove all entries, of this namespace if it is one.
	 * @return how many there were
	 */
	default long clear() {
		return clear("");
	}

	/**
	 * Remove all entries whose keys begin alike.
	 * @param prefix with what they begin, empty for all
	 * @return how many there were
	 */
	long clear(String prefix);

	/**
	 * A part of the store whose keys begin with the given name and a colon, which its
	 * methods neither expect nor return.
	 * @param namespace the name
	 * @return the part
	 */
	FleetStore in(String namespace);

	/**
	 * The same store for callers that do not wait.
	 * @return its asynchronous form
	 */
	AsyncFleetStore async();

}
