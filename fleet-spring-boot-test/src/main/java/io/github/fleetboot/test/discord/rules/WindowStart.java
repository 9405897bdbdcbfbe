package io.github.fleetboot.test.discord.rules;

/**
 * From when the time between two IDENTIFYs with the same key runs.
 *
 * @since 0.1.0
 */
public enum WindowStart {

	/**
	 * From the receipt of the earlier IDENTIFY.
	 */
	IDENTIFY,

	/**
	 * From the READY that answers the earlier IDENTIFY. Until then the key is taken,
	 * unless the connection ends first.
	 */
	READY

}
