package io.github.fleetboot.test.discord.world;

/**
 * What the bot may do in a guild, as far as the REST API asks for it. Without further
 * words it may do all.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags">Permissions</a>
 */
public enum BotPermission {

	/**
	 * See the guild's channels; without it each request about them is answered 50001.
	 */
	VIEW_CHANNEL(10),

	/**
	 * Write messages.
	 */
	SEND_MESSAGES(11),

	/**
	 * Send files.
	 */
	ATTACH_FILES(15),

	/**
	 * Read messages that were there before.
	 */
	READ_MESSAGE_HISTORY(16),

	/**
	 * Delete what others wrote, and many messages at once.
	 */
	MANAGE_MESSAGES(13),

	/**
	 * React with an emoji nobody has reacted with yet.
	 */
	ADD_REACTIONS(6),

	/**
	 * Change channels.
	 */
	MANAGE_CHANNELS(4),

	/**
	 * Create, see and delete webhooks.
	 */
	MANAGE_WEBHOOKS(29);

	private final long bit;

	BotPermission(int place) {
		this.bit = 1L << place;
	}

	long bit() {
		return this.bit;
	}

}
