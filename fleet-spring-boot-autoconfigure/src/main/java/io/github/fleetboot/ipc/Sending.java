package io.github.fleetboot.ipc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes a message or request from when it is sent until it has left, or is answered.
 */
class Sending {

	/** Of what nobody wants to know. */
	static final Sending UNOBSERVED = new Sending();

	private static final IpcSendObservationConvention DEFAULT = new DefaultIpcSendObservationConvention();

	/**
	 * Begin.
	 * @param registry whom to tell
	 * @param convention names the observation, {@code null} for the default
	 * @param destination the receivers
	 * @param request whether replies are expected
	 * @return tells the registry
	 */
	static Sending start(ObservationRegistry registry, @Nullable IpcSendObservationConvention convention,
			IpcDestination destination, boolean request) {
		if (registry.isNoop()) {
			return UNOBSERVED;
		}
		IpcSendContext context = new IpcSendContext(destination, request, new LinkedHashMap<>());
		return new Observed(
				IpcObservationDocumentation.SEND.observation(convention, DEFAULT, () -> context, registry).start(),
				context);
	}

	/**
	 * Add what has to travel with the message.
	 * @param content the encoded message
	 * @return the same with the headers of a trace, if there is one
	 */
	IpcContent propagate(IpcContent content) {
		return content;
	}

	/**
	 * A request to several has failed with one of them.
	 * @param failure what happened
	 */
	void failedInPart(Throwable failure) {
	}

	/**
	 * Nothing more will happen. Only the first call counts.
	 * @param failure what happened, {@code null} if nothing went wrong
	 */
	void end(@Nullable Throwable failure) {
	}

	/**
	 * The caller has given up.
	 */
	void cancelled() {
	}

	private static final class Observed extends Sending {

		private final Observation observation;

		private final IpcSendContext context;

		private final AtomicBoolean over = new AtomicBoolean();

		private volatile @Nullable Throwable firstFailure;

		Observed(Observation observation, IpcSendContext context) {
			this.observation = observation;
			this.context = context;
		}

		@Override
		IpcContent propagate(IpcContent content) {
			Map<String, String> added = this.context.getCarrier();
			if (added == null || added.isEmpty()) {
				return content;
			}
			Map<String, String> headers = new LinkedHashMap<>(content.headers());
			headers.putAll(added);
			return new IpcContent(content.bytes(), headers);
		}

		@Override
		void failedInPart(Throwable failure) {
			if (this.firstFailure == null) {
				this.firstFailure = failure;
			}
		}

		@Override
		void end(@Nullable Throwable failure) {
			Throwable error = (failure != null) ? failure : this.firstFailure;
			if (this.over.compareAndSet(false, true)) {
				if (error != null) {
					this.observation.error(error);
				}
				this.observation.stop();
			}
		}

		@Override
		void cancelled() {
			if (this.over.compareAndSet(false, true)) {
				this.context.setCancelled(true);
				this.observation.stop();
			}
		}

	}

}
