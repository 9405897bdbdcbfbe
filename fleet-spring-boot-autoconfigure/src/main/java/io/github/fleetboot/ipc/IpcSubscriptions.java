package io.github.fleetboot.ipc;

import java.util.function.BiConsumer;

import org.springframework.core.ParameterizedTypeReference;

import io.github.fleetboot.WorkerId;

/**
 * Lets code be told what other members send while the application runs, without a
 * {@code @MessageMapping} method. There is one bean of this type in each JVM of a fleet.
 * <p>
 * Consumers run on the threads of handlers, those of one route one after the other, in
 * the order of their subscription, and before the handler of the route, if there is one.
 * They get {@code null} if nothing was sent. One that throws, or cannot read what was
 * sent, is named in the log at {@code WARN}; the others are told all the same. A request
 * to a route that has subscribers but no handler is answered without payload when they
 * have been told.
 *
 * @since 0.1.0
 */
public interface IpcSubscriptions {

	/**
	 * Have a consumer told what is sent to a route.
	 * @param route the route, no pattern
	 * @param type the type of the payload
	 * @param consumer told the sender and the payload; may block
	 * @param <T> the type of the payload
	 * @return ends the subscription
	 */
	<T> IpcSubscription subscribe(String route, Class<T> type, BiConsumer<WorkerId, T> consumer);

	/**
	 * Have a consumer told what is sent to a route, of a generic type.
	 * @param route the route, no pattern
	 * @param type the type of the payload
	 * @param consumer told the sender and the payload; may block
	 * @param <T> the type of the payload
	 * @return ends the subscription
	 */
	<T> IpcSubscription subscribe(String route, ParameterizedTypeReference<T> type, BiConsumer<WorkerId, T> consumer);

}
