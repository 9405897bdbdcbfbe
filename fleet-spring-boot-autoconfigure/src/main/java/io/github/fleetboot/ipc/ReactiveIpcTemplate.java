package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.ParameterizedTypeReference;

/**
 * The requests of an {@link IpcTemplate} as Reactor's types. Nothing is sent before
 * somebody subscribes, and once for each subscription; cancelling the subscription gives
 * the request up. An empty {@code Mono} says that the handler returned nothing. Failures
 * are {@link IpcException}s. Signals come on the threads on which the template's futures
 * complete: do not block them. Safe for use by several threads.
 * <p>
 * An observation in the Reactor context is the parent of that of the request.
 *
 * @since 0.1.0
 */
public class ReactiveIpcTemplate {

	private final IpcTemplate template;

	/**
	 * Create a reactive template.
	 * @param template sends
	 */
	public ReactiveIpcTemplate(IpcTemplate template) {
		this.template = template;
	}

	/**
	 * Send a message without reply.
	 * @param destination the receivers
	 * @param payload the payload
	 * @return completes when the message has been queued, which does not mean that it has
	 * arrived
	 */
	public Mono<Void> send(IpcDestination destination, Object payload) {
		return Mono.deferContextual((context) -> {
			within(context, () -> {
				this.template.convertAndSend(destination, payload);
				return payload;
			});
			return Mono.empty();
		});
	}

	/**
	 * Ask one member, for the template's default time.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply, empty if the handler returned nothing
	 */
	public <T> Mono<T> request(IpcDestination destination, @Nullable Object payload, Class<T> type) {
		return request(destination, payload, type, this.template.getDefaultTimeout());
	}

	/**
	 * Ask one member.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply, empty if the handler returned nothing
	 */
	public <T> Mono<T> request(IpcDestination destination, @Nullable Object payload, Class<T> type, Duration timeout) {
		return request(destination, payload, ParameterizedTypeReference.<T>forType(type), timeout);
	}

	/**
	 * Ask one member for a reply of a generic type, for the template's default time.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param <T> the type of the reply
	 * @return the reply, empty if the handler returned nothing
	 */
	public <T> Mono<T> request(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type) {
		return request(destination, payload, type, this.template.getDefaultTimeout());
	}

	/**
	 * Ask one member for a reply of a generic type.
	 * @param destination the receiver
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the reply
	 * @param timeout how long it may take in all
	 * @param <T> the type of the reply
	 * @return the reply, empty if the handler returned nothing
	 */
	public <T> Mono<T> request(IpcDestination destination, @Nullable Object payload, ParameterizedTypeReference<T> type,
			Duration timeout) {
		return Mono.deferContextual((context) -> Mono
			.fromFuture(within(context, () -> this.template.requestAsync(destination, payload, type, timeout))));
	}

	/**
	 * Ask every member, for the template's default time.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param <T> the type of the replies
	 * @return each reply and each failure, as it comes
	 */
	public <T> Flux<IpcReply<T>> requestAll(IpcDestination destination, @Nullable Object payload, Class<T> type) {
		return requestAll(destination, payload, type, this.template.getDefaultTimeout());
	}

	/**
	 * Ask every member.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param <T> the type of the replies
	 * @return each reply and each failure, as it comes
	 */
	public <T> Flux<IpcReply<T>> requestAll(IpcDestination destination, @Nullable Object payload, Class<T> type,
			Duration timeout) {
		return requestAll(destination, payload, ParameterizedTypeReference.<T>forType(type), timeout);
	}

	/**
	 * Ask every member for replies of a generic type, for the template's default time.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param <T> the type of the replies
	 * @return each reply and each failure, as it comes
	 */
	public <T> Flux<IpcReply<T>> requestAll(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type) {
		return requestAll(destination, payload, type, this.template.getDefaultTimeout());
	}

	/**
	 * Ask every member for replies of a generic type. The {@code Flux} itself fails only
	 * if no member can be named, or the request could not be sent.
	 * @param destination the receivers
	 * @param payload the payload, may be {@code null}
	 * @param type the type of the replies
	 * @param timeout how long it may take in all
	 * @param <T> the type of the replies
	 * @return each reply and each failure, as it comes
	 */
	public <T> Flux<IpcReply<T>> requestAll(IpcDestination destination, @Nullable Object payload,
			ParameterizedTypeReference<T> type, Duration timeout) {
		return Flux.create((sink) -> {
			CompletableFuture<?> replies = within(sink.contextView(),
					() -> this.template.requestAll(destination, payload, type, timeout, sink::next));
			sink.onDispose(() -> replies.cancel(true));
			end(sink, replies);
		});
	}

	private static void end(FluxSink<?> sink, CompletableFuture<?> replies) {
		var unused = replies.whenComplete((all, failure) -> {
			if (failure == null) {
				sink.complete();
			}
			else {
				sink.error(failure);
			}
		});
	}

	private static <R> R within(ContextView context, Supplier<R> action) {
		Object parent = context.getOrDefault(ReactiveResults.OBSERVATION, Observation.NOOP);
		if (!(parent instanceof Observation observation) || observation.isNoop()) {
			return action.get();
		}
		Observation.Scope scope = observation.openScope();
		try {
			return action.get();
		}
		finally {
			scope.close();
		}
	}

}
