package io.github.fleetboot.test.discord.rules;

/**
 * What happens to a connection whose heart has stopped.
 *
 * @since 0.1.0
 */
public enum MissedHeartbeat {

	/**
	 * It is closed with 4000, the session can be resumed. The documentation says that the
	 * client must resume, but names no code.
	 */
	SESSION_KEPT(4000),

	/**
	 * It is closed with 4009, the session is over.
	 */
	SESSION_TIMED_OUT(4009),

	/**
	 * It is closed with 1000, as some have seen. The session is over.
	 */
	CLOSED_NORMALLY(1000);

	private final int closeCode;

	MissedHeartbeat(int closeCode) {
		this.closeCode = closeCode;
	}

	/**
	 * The close code.
	 * @return the code
	 */
	public int closeCode() {
		return this.closeCode;
	}

}
