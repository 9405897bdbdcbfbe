package io.github.fleetboot.test.discord.world;

/**
 * An intent that has to be switched on for the application before a session may ask for
 * it.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#privileged-intents">Privileged
 * intents</a>
 */
public enum PrivilegedIntent {

	/**
	 * Members joining, leaving and changing; lists of members.
	 */
	GUILD_MEMBERS(1, 14),

	/**
	 * Who is online, and doing what.
	 */
	GUILD_PRESENCES(8, 12),

	/**
	 * What messages say that neither mention the bot nor are sent to it directly.
	 */
	MESSAGE_CONTENT(15, 18);

	private final int bit;

	private final int applicationFlag;

	PrivilegedIntent(int bit, int applicationFlag) {
		this.bit = bit;
		this.applicationFlag = applicationFlag;
	}

	public int mask() {
		return 1 << this.bit;
	}

	/**
	 * The application's flag: a bot in fewer than 100 guilds has the "limited" one, which
	 * is the next bit.
	 */
	public int applicationFlag(boolean limited) {
		return 1 << (limited ? this.applicationFlag + 1 : this.applicationFlag);
	}

}
