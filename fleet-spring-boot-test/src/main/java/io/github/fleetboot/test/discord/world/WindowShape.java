package io.github.fleetboot.test.discord.world;

/**
 * How a limit of so many requests in some time is counted. Discord does not tell.
 *
 * @since 0.1.0
 */
public enum WindowShape {

	/**
	 * The window opens with a request, and all in it are forgotten when it is over.
	 */
	FIXED,

	/**
	 * At no time may there be more requests in the window that lies behind it.
	 */
	SLIDING

}
