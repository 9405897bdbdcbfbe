package io.github.fleetboot.logging;

/**
 * Which topics are logged if nothing else is said.
 *
 * @since 0.1.0
 */
public enum LogPreset {

	/**
	 * All topics.
	 */
	ALL,

	/**
	 * The {@linkplain LogTopic#isEssential() essential} ones.
	 */
	LESS

}
