package io.github.fleetboot.ipc;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of messages and requests that are handled, and their key values.
 * A bean of this type takes the place of {@link DefaultIpcReceiveObservationConvention}.
 *
 * @since 0.1.0
 */
public interface IpcReceiveObservationConvention extends ObservationConvention<IpcReceiveContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof IpcReceiveContext;
	}

}
