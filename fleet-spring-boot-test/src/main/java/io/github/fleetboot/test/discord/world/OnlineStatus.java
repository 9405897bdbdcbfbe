package io.github.fleetboot.test.discord.world;

import java.util.Locale;

/**
 * Whether a user is there.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#presence-update">Presence
 * Update</a>
 */
public enum OnlineStatus {

	/**
	 * Online.
	 */
	ONLINE,

	/**
	 * Away for a while.
	 */
	IDLE,

	/**
	 * Do not disturb.
	 */
	DND,

	/**
	 * Offline, or pretending to be.
	 */
	OFFLINE;

	String json() {
		return name().toLowerCase(Locale.ROOT);
	}

}
