package io.github.fleetboot.test.discord.record;

/**
 * Two numbers in one.
 */
final class Packed {

	private Packed() {
	}

	static long of(int high, int low) {
		return (long) high << Integer.SIZE | Integer.toUnsignedLong(low);
	}

	static int high(long packed) {
		return (int) (packed >> Integer.SIZE);
	}

	static int low(long packed) {
		return (int) packed;
	}

}
