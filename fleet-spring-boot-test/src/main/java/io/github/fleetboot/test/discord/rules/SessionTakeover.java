package io.github.fleetboot.test.discord.rules;

/**
 * What a RESUME does to a session whose earlier connection is still open.
 *
 * @since 0.1.0
 */
public enum SessionTakeover {

	/**
	 * The new connection gets the session, the old one is closed with 4000.
	 */
	NEW_CONNECTION_WINS,

	/**
	 * The RESUME is answered with op 9 {@code false}, the session stays where it is.
	 */
	REFUSED

}
