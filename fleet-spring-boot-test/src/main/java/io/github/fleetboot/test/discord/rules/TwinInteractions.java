package io.github.fleetboot.test.discord.rules;

/**
 * Who hears of an interaction when several sessions cover its guild.
 *
 * @since 0.1.0
 */
public enum TwinInteractions {

	/**
	 * Each of them. Bots run twice have seen that.
	 */
	EVERY_SESSION,

	/**
	 * The one that identified last, of those connected.
	 */
	ONE_SESSION

}
