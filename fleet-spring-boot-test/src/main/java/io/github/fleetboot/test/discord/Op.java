package io.github.fleetboot.test.discord;

/**
 * The gateway's opcodes.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway">Gateway
 * opcodes</a>
 */
final class Op {

	static final int HEARTBEAT = 1;

	static final int IDENTIFY = 2;

	static final int PRESENCE = 3;

	static final int VOICE_STATE = 4;

	static final int RESUME = 6;

	static final int RECONNECT = 7;

	static final int REQUEST_MEMBERS = 8;

	static final int INVALID_SESSION = 9;

	static final int HELLO = 10;

	static final int HEARTBEAT_ACK = 11;

	static final int SOUNDBOARD_SOUNDS = 31;

	static final int CHANNEL_INFO = 43;

	private Op() {
	}

}
