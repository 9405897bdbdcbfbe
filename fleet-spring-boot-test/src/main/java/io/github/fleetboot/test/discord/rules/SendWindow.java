package io.github.fleetboot.test.discord.rules;

/**
 * How the payloads a connection may send in a minute are counted.
 *
 * @since 0.1.0
 */
public enum SendWindow {

	/**
	 * In windows of 60 seconds that follow each other, the first from the first payload.
	 */
	FIXED,

	/**
	 * In the 60 seconds before each payload.
	 */
	SLIDING

}
