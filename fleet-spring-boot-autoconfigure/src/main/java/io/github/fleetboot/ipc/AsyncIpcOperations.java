package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

import io.github.fleetboot.WorkerId;

/**
 * Requests for whose replies no thread waits.
 * <p>
 * {@code requestAsync} asks one member. Its future ends with the reply, with {@code null}
 * if the handler returned nothing, or with an {@link IpcException}. {@code requestAll}
 * asks every member that a destination names. Its future has one entry for each of them,
 * a reply or a failure, and fails as a whole only if no member can be named. Cancelling a
 * future asks the receivers to stop. Futures complete, and consumers are called, on
 * threads of the template or of the link, where blocking delays others but stops nothing.
 *
 * @since 0.1.0
 */
public interface AsyncIpcOperations {

	/**
	 * How long a request may take unless told otherwise.
	 * @return the timeout
	 */
	Duration getDefaultTimeout();

	/**
	 * Ask one member.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply
	 * @throws IllegalArgumentException if the destination names several members
	 */
	<T> CompletableFuture<T> requestAsync(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type, Duration timeout);

	/**
	 * Ask one member.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply
	 */
	default <T> CompletableFuture<T> requestAsync(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type) {
		return requestAsync(destination, payload, type, getDefaultTimeout());
	}

	/**
	 * Ask one member.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply
	 */
	default <T> CompletableFuture<T> requestAsync(IpcDestination destination, @Nullable Object payload, Class<T> type) {
		return requestAsync(destination, payload, type, getDefaultTimeout());
	}

	/**
	 * Ask one member.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply
	 */
	default <T> CompletableFuture<T> requestAsync(IpcDestination destination, @Nullable Object payload, Class<T> type,
			Duration timeout) {
		return requestAsync(destination, payload, ParameterizedTypeReference.<T>forType(type), timeout);
	}

	/**
	 * Ask every member and hear of each reply as it comes.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param consumer told each reply and each failure, one at a time
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	<T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type, Duration timeout, Consumer<IpcReply<T>> consumer);

	/**
	 * Ask every member and hear of each reply as it comes.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param consumer told each reply and each failure, one at a time
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	default <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, Class<T> type, Duration timeout, Consumer<IpcReply<T>> consumer) {
		return requestAll(destination, payload, ParameterizedTypeReference.<T>forType(type), timeout, consumer);
	}

	/**
	 * Ask every member.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	default <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, ParameterizedTypeReference<T> type, Duration timeout) {
		return requestAll(destination, payload, type, timeout, (reply) -> {
		});
	}

	/**
	 * Ask every member.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	default <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, ParameterizedTypeReference<T> type) {
		return requestAll(destination, payload, type, getDefaultTimeout());
	}

	/**
	 * Ask every member.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	default <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, Class<T> type, Duration timeout) {
		return requestAll(destination, payload, ParameterizedTypeReference.<T>forType(type), timeout);
	}

	/**
	 * Ask every member.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param <T> the type of the replies
	 * @return the replies
	 */
	default <T> CompletableFuture<Map<WorkerId, IpcReply<T>>> requestAll(IpcDestination destination,
			@Nullable Object payload, Class<T> type) {
		return requestAll(destination, payload, type, getDefaultTimeout());
	}

}
