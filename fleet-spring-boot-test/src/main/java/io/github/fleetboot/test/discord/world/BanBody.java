package io.github.fleetboot.test.discord.world;

/**
 * What stands in the answers to a banned address.
 *
 * @since 0.1.0
 */
public enum BanBody {

	/**
	 * A page for people.
	 */
	HTML,

	/**
	 * The words {@code error code: 1015}.
	 */
	ERROR_CODE,

	/**
	 * JSON with code 0, and without {@code retry_after}.
	 */
	JSON

}
