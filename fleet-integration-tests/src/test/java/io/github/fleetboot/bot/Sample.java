package io.github.fleetboot.bot;

/**
 * Goes there and back.
 *
 * @param number tells one from another
 * @param text makes up the size
 */
record Sample(int number, String text) {

	/**
	 * About 100 bytes when encoded.
	 */
	static Sample of(int number) {
		return new Sample(number, "a".repeat(80));
	}

}
