package io.github.fleetboot.test.discord.gateway;

import java.util.Set;

/**
 * What the gateway's close codes mean for the session.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">Gateway
 * close event codes</a>
 */
public final class CloseCodes {

	private static final Set<Integer> FINAL = Set.of(1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014);

	private CloseCodes() {
	}

	public static boolean endSession(int code) {
		return FINAL.contains(code);
	}

}
