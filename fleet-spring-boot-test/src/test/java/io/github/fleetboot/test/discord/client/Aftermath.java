package io.github.fleetboot.test.discord.client;

/**
 * What a client does once a connection is over.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes">Gateway
 * close event codes</a>
 */
enum Aftermath {

	/**
	 * Connect to the session's own URL and resume.
	 */
	RESUME,

	/**
	 * Connect to the cached URL and start a session anew.
	 */
	IDENTIFY,

	/**
	 * Stay away: to try again cannot help.
	 */
	STOP;

	/**
	 * What follows a close code of Discord, 1006 if there was none.
	 */
	static Aftermath of(int code) {
		return switch (code) {
			case 4004, 4010, 4011, 4012, 4013, 4014 -> STOP;
			case 1000, 1001, 4003, 4007, 4009 -> IDENTIFY;
			default -> RESUME;
		};
	}

}
