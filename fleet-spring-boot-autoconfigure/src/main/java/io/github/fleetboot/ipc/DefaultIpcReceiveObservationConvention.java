package io.github.fleetboot.ipc;

import java.util.Locale;
import java.util.Objects;

import io.micrometer.common.KeyValues;

import io.github.fleetboot.ipc.IpcObservationDocumentation.Outcome;
import io.github.fleetboot.ipc.IpcObservationDocumentation.ReceiveHighCardinality;
import io.github.fleetboot.ipc.IpcObservationDocumentation.ReceiveLowCardinality;

/**
 * The default names of what is handled. The route is the pattern of the handler, never
 * what the sender named, which may hold ids.
 *
 * @since 0.1.0
 */
public class DefaultIpcReceiveObservationConvention implements IpcReceiveObservationConvention {

	private static final String SUBSCRIPTION = "(subscription)";

	@Override
	public String getName() {
		return "fleet.ipc.receive";
	}

	@Override
	public String getContextualName(IpcReceiveContext context) {
		return "handle " + route(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(IpcReceiveContext context) {
		return KeyValues.of(ReceiveLowCardinality.EXCEPTION.withValue(Outcome.exception(context)),
				ReceiveLowCardinality.OUTCOME.withValue(Outcome.of(context, context.isAbandoned())),
				ReceiveLowCardinality.ROUTE.withValue(route(context)),
				ReceiveLowCardinality.SOURCE.withValue(context.getSource().role().name().toLowerCase(Locale.ROOT)),
				ReceiveLowCardinality.TYPE.withValue(Outcome.type(context.isRequest())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(IpcReceiveContext context) {
		return KeyValues.of(ReceiveHighCardinality.ROUTE.withValue(context.getRoute()),
				ReceiveHighCardinality.SOURCE.withValue(context.getSource().toString()));
	}

	private static String route(IpcReceiveContext context) {
		return Objects.requireNonNullElse(context.getPattern(), SUBSCRIPTION);
	}

}
