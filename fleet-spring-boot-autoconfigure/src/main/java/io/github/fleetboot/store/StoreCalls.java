package io.github.fleetboot.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.github.fleetboot.store.StoreCommand.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.Assert;

/**
 * Between typed calls, whose keys may lack their namespace, and what an engine knows.
 */
final class StoreCalls {

	private static final int MAX_KEY = 512;

	private static final int MAX_PAGE = 1000;

	private final SmartMessageConverter converter;

	private final String namespace;

	StoreCalls(SmartMessageConverter converter, String namespace) {
		this.converter = converter;
		this.namespace = namespace;
	}

	StoreCalls in(String name) {
		Assert.hasText(name, "A namespace needs a name");
		return new StoreCalls(this.converter, this.namespace + name + ":");
	}

	<T> Call<Optional<StoreEntry<T>>> getEntry(String key, ParameterizedTypeReference<T> type) {
		return new Call<>(command(Operation.GET, key(key), null, null, null, 0, null),
				(reply) -> entry(key, reply, type));
	}

	private <T> Optional<StoreEntry<T>> entry(String key, StoreReply reply, ParameterizedTypeReference<T> type) {
		StoreValue value = reply.value();
		if (value == null) {
			return Optional.empty();
		}
		Duration timeToLive = (reply.timeToLive() != null) ? Duration.ofMillis(reply.timeToLive()) : null;
		return Optional.of(new StoreEntry<>(read(key, value, type), reply.number(), timeToLive));
	}

	Call<Boolean> contains(String key) {
		return new Call<>(command(Operation.CONTAINS, key(key), null, null, null, 0, null), StoreReply::done);
	}

	Call<Boolean> put(String key, Object value, @Nullable Long version, @Nullable Duration timeToLive) {
		return new Call<>(command(Operation.PUT, key(key), write(key, value), version, millis(timeToLive), 0, null),
				StoreReply::done);
	}

	Call<Boolean> remove(String key, @Nullable Long version) {
		return new Call<>(command(Operation.REMOVE, key(key), null, version, null, 0, null), StoreReply::done);
	}

	Call<Long> increment(String key, long delta, @Nullable Duration timeToLive) {
		return new Call<>(command(Operation.INCREMENT, key(key), null, null, millis(timeToLive), delta, null),
				StoreReply::number);
	}

	Call<StoreKeys> keys(String prefix, int limit, @Nullable String after) {
		Assert.isTrue(limit > 0 && limit <= MAX_PAGE, () -> "A page has 1 to " + MAX_PAGE + " keys, not " + limit);
		return new Call<>(command(Operation.KEYS, this.namespace + prefix, null, null, null, limit,
				(after != null) ? this.namespace + after : null), this::page);
	}

	private StoreKeys page(StoreReply reply) {
		int cut = this.namespace.length();
		String next = reply.next();
		return new StoreKeys(reply.keys().stream().map((key) -> key.substring(cut)).toList(),
				(next != null) ? next.substring(cut) : null);
	}

	Call<Long> clear(String prefix) {
		return new Call<>(command(Operation.CLEAR, this.namespace + prefix, null, null, null, 0, null),
				StoreReply::number);
	}

	/**
	 * What follows a read if its value is to be changed.
	 * @param key the key
	 * @param present what was read
	 * @param next what to make of it
	 * @return the change, {@code null} if nothing is to be done
	 */
	@Nullable Call<Boolean> change(String key, Optional<? extends StoreEntry<?>> present, Optional<?> next) {
		long version = present.map(StoreEntry::version).orElse(0L);
		if (next.isPresent()) {
			return put(key, next.get(), version, null);
		}
		return present.isPresent() ? remove(key, version) : null;
	}

	private static StoreCommand command(Operation operation, String key, @Nullable StoreValue value,
			@Nullable Long version, @Nullable Long timeToLive, long number, @Nullable String after) {
		return new StoreCommand(operation, key, value, version, timeToLive, number, after);
	}

	private String key(String key) {
		String whole = this.namespace + key;
		Assert.isTrue(!key.isEmpty() && whole.length() <= MAX_KEY, () -> "A key has 1 to " + MAX_KEY
				+ " characters with its namespaces; '" + whole + "' has " + whole.length());
		return whole;
	}

	private static @Nullable Long millis(@Nullable Duration timeToLive) {
		if (timeToLive == null) {
			return null;
		}
		Assert.isTrue(!timeToLive.isNegative() && !timeToLive.isZero(),
				() -> "A time to live of " + timeToLive + " is over already");
		boolean longer = timeToLive.toSeconds() > Long.MAX_VALUE / 1000 - 1;
		return longer ? Long.MAX_VALUE : timeToLive.plusNanos(999_999).toMillis();
	}

	private StoreValue write(String key, Object value) {
		try {
			Message<?> message = this.converter.toMessage(value, null);
			if (message != null && message.getPayload() instanceof byte[] bytes) {
				boolean raw = value instanceof byte[];
				Object contentType = raw ? message.getHeaders().get(MessageHeaders.CONTENT_TYPE) : null;
				return new StoreValue(bytes, (contentType != null) ? contentType.toString() : null);
			}
		}
		catch (MessageConversionException ex) {
			throw unwritable(key, value, ex);
		}
		throw unwritable(key, value, null);
	}

	private static StoreValueException unwritable(String key, Object value, @Nullable Throwable cause) {
		return new StoreValueException(
				"The value of '%s', a %s, cannot be written%s".formatted(key, value.getClass().getName(), why(cause)),
				"Store records, beans, collections, text, numbers or byte[].", cause);
	}

	@SuppressWarnings("unchecked")
	private <T> T read(String key, StoreValue value, ParameterizedTypeReference<T> type) {
		MessageBuilder<byte[]> message = MessageBuilder.withPayload(value.bytes());
		if (value.contentType() != null) {
			message.setHeader(MessageHeaders.CONTENT_TYPE, value.contentType());
		}
		Throwable cause = null;
		try {
			Object read = this.converter.fromMessage(message.build(),
					(type.getType() instanceof Class<?> target) ? target : Object.class, type);
			if (read != null) {
				return (T) read;
			}
		}
		catch (MessageConversionException ex) {
			cause = ex;
		}
		throw new StoreValueException(
				"The value of '%s' cannot be read as %s%s".formatted(key, type.getType().getTypeName(), why(cause)),
				"Ask for the type that was stored, or one of the same shape.", cause);
	}

	private static String why(@Nullable Throwable cause) {
		return (cause != null) ? ": " + cause.getMessage() : ".";
	}

	/**
	 * What to ask of an engine, and what to make of its reply.
	 *
	 * @param command what to ask
	 * @param result makes the result
	 * @param <R> the type of the result
	 */
	record Call<R>(StoreCommand command, Function<StoreReply, R> result) {
	}

}
