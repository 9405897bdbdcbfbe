package io.github.fleetboot.ipc;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of messages and requests that are sent, and their key values. A
 * bean of this type takes the place of {@link DefaultIpcSendObservationConvention}.
 *
 * @since 0.1.0
 */
public interface IpcSendObservationConvention extends ObservationConvention<IpcSendContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof IpcSendContext;
	}

}
