package io.github.fleetboot.ipc;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

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
	 * @return the observation, the one that does nothing if nobody wants to know
	 */
	Observation start(Reception reception, String pattern) {
		if (this.registry.isNoop()) {
			return Observation.NOOP;
		}
		return start(new IpcReceiveContext(reception.source(), reception.route(), pattern, reception.isRequest(),
				reception.headers()));
	}

	Observation start(IpcReceiveContext context) {
		return IpcObservationDocumentation.RECEIVE.observation(this.convention, DEFAULT, () -> context, this.registry)
			.start();
	}

}
