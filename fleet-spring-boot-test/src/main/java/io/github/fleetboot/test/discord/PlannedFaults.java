package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.gateway.fault.Effect;
import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.gateway.fault.Trigger;

/**
 * Faults that do not strike at once, or not only.
 *
 * @since 0.1.0
 */
public final class PlannedFaults extends GatewayFaults<OngoingFault> {

	PlannedFaults(Engine engine, Selection selection, Trigger trigger) {
		super(engine, selection, trigger);
	}

	@Override
	OngoingFault strike(Effect.Momentary effect) {
		return plan(effect);
	}

}
