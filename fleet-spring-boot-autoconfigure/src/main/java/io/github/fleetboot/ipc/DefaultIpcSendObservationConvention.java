package io.github.fleetboot.ipc;

import java.util.Locale;

import io.micrometer.common.KeyValues;

import io.github.fleetboot.ipc.IpcObservationDocumentation.Outcome;
import io.github.fleetboot.ipc.IpcObservationDocumentation.SendHighCardinality;
import io.github.fleetboot.ipc.IpcObservationDocumentation.SendLowCardinality;

/**
 * The default names of what is sent. The route is no key of low cardinality: it may hold
 * ids.
 *
 * @since 0.1.0
 */
public class DefaultIpcSendObservationConvention implements IpcSendObservationConvention {

	@Override
	public String getName() {
		return "fleet.ipc.send";
	}

	@Override
	public String getContextualName(IpcSendContext context) {
		return (context.isRequest() ? "request " : "send ") + kind(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(IpcSendContext context) {
		return KeyValues.of(SendLowCardinality.DESTINATION.withValue(kind(context)),
				SendLowCardinality.EXCEPTION.withValue(Outcome.exception(context)),
				SendLowCardinality.OUTCOME.withValue(Outcome.of(context, context.isCancelled())),
				SendLowCardinality.TYPE.withValue(Outcome.type(context.isRequest())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(IpcSendContext context) {
		return KeyValues.of(SendHighCardinality.DESTINATION.withValue(context.getDestination().toString()));
	}

	private static String kind(IpcSendContext context) {
		return context.getDestination().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
