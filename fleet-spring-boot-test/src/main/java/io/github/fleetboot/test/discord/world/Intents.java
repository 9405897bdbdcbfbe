package io.github.fleetboot.test.discord.world;

/**
 * The bits of the {@code intents} in an IDENTIFY.
 */
public final class Intents {

	public static final int GUILDS = 1;

	public static final int GUILD_MEMBERS = 1 << 1;

	public static final int GUILD_VOICE_STATES = 1 << 7;

	public static final int GUILD_PRESENCES = 1 << 8;

	public static final int GUILD_MESSAGES = 1 << 9;

	public static final int GUILD_MESSAGE_REACTIONS = 1 << 10;

	public static final int GUILD_MESSAGE_TYPING = 1 << 11;

	public static final int DIRECT_MESSAGES = 1 << 12;

	public static final int DIRECT_MESSAGE_REACTIONS = 1 << 13;

	public static final int NONE = 0;

	private static final long KNOWN = 0x331FFFF;

	private Intents() {
	}

	public static boolean known(long intents) {
		return intents >= 0 && (intents & ~KNOWN) == 0;
	}

	public static boolean has(int intents, int wanted) {
		return (intents & wanted) == wanted;
	}

	public static boolean has(int intents, PrivilegedIntent wanted) {
		return has(intents, wanted.mask());
	}

}
