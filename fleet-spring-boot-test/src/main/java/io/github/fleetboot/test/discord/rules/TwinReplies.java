package io.github.fleetboot.test.discord.rules;

/**
 * Who hears the replies to a request for members and to a voice state update when several
 * sessions cover the guild.
 *
 * @since 0.1.0
 */
public enum TwinReplies {

	/**
	 * The session that asked.
	 */
	ASKING_SESSION,

	/**
	 * Each of them.
	 */
	EVERY_SESSION

}
