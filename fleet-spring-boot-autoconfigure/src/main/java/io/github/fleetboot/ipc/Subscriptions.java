package io.github.fleetboot.ipc;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.messaging.converter.MessageConversionException;

import io.github.fleetboot.WorkerId;

/**
 * The consumers that were subscribed to routes.
 */
final class Subscriptions {

	private static final Log logger = LogFactory.getLog(Subscriptions.class);

	private final Map<String, List<Subscription<?>>> byRoute = new ConcurrentHashMap<>();

	private final MessageCodec codec;

	Subscriptions(MessageCodec codec) {
		this.codec = codec;
	}

	<T> IpcSubscription add(String route, Type type, BiConsumer<WorkerId, T> consumer) {
		Subscription<T> subscription = new Subscription<>(type, consumer);
		this.byRoute.compute(route, (key, present) -> {
			List<Subscription<?>> list = (present != null) ? present : new CopyOnWriteArrayList<>();
			list.add(subscription);
			return list;
		});
		return () -> this.byRoute.computeIfPresent(route, (key, present) -> {
			present.remove(subscription);
			return present.isEmpty() ? null : present;
		});
	}

	boolean has(String route) {
		return this.byRoute.containsKey(route);
	}

	void tell(WorkerId source, String route, boolean request, IpcContent content, ReceiveObservations observations) {
		List<Subscription<?>> subscribed = this.byRoute.getOrDefault(route, List.of());
		for (Subscription<?> subscription : subscribed) {
			Observation observation = observations.registry().isNoop() ? Observation.NOOP
					: observations.start(new IpcReceiveContext(source, route, null, request, content.headers()));
			Observation.Scope scope = observation.openScope();
			try {
				tell(subscription, source, content);
			}
			catch (MessageConversionException ex) {
				observation.error(ex);
				logger.warn(
						"A subscriber of '%s' cannot read what %s sent: %s".formatted(route, source, ex.getMessage()));
			}
			catch (RuntimeException | Error ex) {
				observation.error(ex);
				logger.warn("A subscriber of '%s' failed with a message from %s".formatted(route, source), ex);
			}
			finally {
				scope.close();
				observation.stop();
			}
		}
	}

	@SuppressWarnings({ "NullAway", "unchecked" }) // Whoever subscribes to Void, or is
													// sent nothing, gets
	// null
	private <T> void tell(Subscription<T> subscription, WorkerId source, IpcContent content) {
		T value = (T) this.codec.decode(content, subscription.type);
		subscription.consumer.accept(source, value);
	}

	private record Subscription<T>(Type type, BiConsumer<WorkerId, T> consumer) {
	}

}
