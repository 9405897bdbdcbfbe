package io.github.fleetboot.test.discord;

/**
 * The bits of the {@code intents} in an IDENTIFY.
 */
final class Intents {

	static final int GUILDS = 1;

	static final int GUILD_MESSAGES = 1 << 9;

	static final int DIRECT_MESSAGES = 1 << 12;

	static final int NONE = 0;

	private static final long KNOWN = 0x331FFFF;

	private Intents() {
	}

	static boolean known(long intents) {
		return intents >= 0 && (intents & ~KNOWN) == 0;
	}

	static boolean has(int intents, int wanted) {
		return (intents & wanted) == wanted;
	}

	static boolean has(int intents, PrivilegedIntent wanted) {
		return has(intents, wanted.mask());
	}

}
