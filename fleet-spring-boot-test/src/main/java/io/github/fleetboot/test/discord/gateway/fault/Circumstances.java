package io.github.fleetboot.test.discord.gateway.fault;

import java.util.Random;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.gateway.GatewaySession;

/**
 * What a disturbance is made for.
 *
 * @param gateway the gateway
 * @param session the session
 * @param selection what was chosen
 * @param random its own random numbers
 * @param faults takes down each time it strikes
 */
public record Circumstances(Gateway gateway, GatewaySession session, Selection selection, Random random,
		Faults faults) {

	/**
	 * Take down that it struck.
	 */
	void note(String what) {
		this.faults.note(what, this.session);
	}

}
