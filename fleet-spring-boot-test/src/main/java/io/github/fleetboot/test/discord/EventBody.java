package io.github.fleetboot.test.discord;

/**
 * The {@code d} of a dispatch, written as late as possible: a session's buffer may hold
 * thousands of guilds.
 */
@FunctionalInterface
interface EventBody {

	byte[] bytes();

	static EventBody of(byte[] bytes) {
		return () -> bytes;
	}

}
