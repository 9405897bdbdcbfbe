package io.github.fleetboot.test.discord.gateway;

/**
 * The gateway's opcodes.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway">Gateway
 * opcodes</a>
 */
public final class Op {

	public static final int DISPATCH = 0;

	public static final int HEARTBEAT = 1;

	public static final int IDENTIFY = 2;

	public static final int PRESENCE = 3;

	public static final int VOICE_STATE = 4;

	public static final int RESUME = 6;

	public static final int RECONNECT = 7;

	public static final int REQUEST_MEMBERS = 8;

	public static final int INVALID_SESSION = 9;

	public static final int HELLO = 10;

	public static final int HEARTBEAT_ACK = 11;

	public static final int SOUNDBOARD_SOUNDS = 31;

	public static final int CHANNEL_INFO = 43;

	private Op() {
	}

}
