package io.github.fleetboot.test.discord.rules;

/**
 * What becomes of a presence update beyond the fifth in 20 seconds.
 *
 * @since 0.1.0
 */
public enum PresenceExcess {

	/**
	 * It changes nothing.
	 */
	IGNORED,

	/**
	 * The connection is closed with 4008.
	 */
	CLOSED

}
