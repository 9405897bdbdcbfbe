package io.github.fleetboot.test.discord.rules;

/**
 * What presence the bot has in a guild that several sessions cover.
 *
 * @since 0.1.0
 */
public enum TwinPresence {

	/**
	 * The one set last.
	 */
	LAST_WINS,

	/**
	 * The activities of all, and the most present of their statuses.
	 */
	MERGED

}
