package io.github.fleetboot.ipc;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Observes what handlers do with messages, if anybody wants to know.
 *
 * @param registry whom to tell
 * @param convention names them, {@code null} for the default
 */
record ReceiveObservations(ObservationRegistry registry, @Nullable IpcReceiveObservationConvention convention) {

	private static final IpcReceiveObservationConvention DEFAULT = new DefaultIpcReceiveObservationConvention();

	/**
	 * Start to observe a handler.
	 * @param reception the message
	 * @param pattern the pattern by which the handler was found
	 * @param message what travelled with it
	 * @return the observation, the one that does nothing if nobody wants to know
	 */
	Observation start(Reception reception, String pattern, Message<?> message) {
		if (this.registry.isNoop()) {
			return Observation.NOOP;
		}
		Map<String, String> headers = new LinkedHashMap<>();
		message.getHeaders().forEach((name, value) -> {
			if (value instanceof String text) {
				headers.put(name, text);
			}
		});
		return start(
				new IpcReceiveContext(reception.source(), reception.route(), pattern, reception.isRequest(), headers));
	}

	Observation start(IpcReceiveContext context) {
		return IpcObservationDocumentation.RECEIVE.observation(this.convention, DEFAULT, () -> context, this.registry)
			.start();
	}

}
