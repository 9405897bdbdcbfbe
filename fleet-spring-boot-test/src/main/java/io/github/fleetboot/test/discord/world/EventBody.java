package io.github.fleetboot.test.discord.world;

/**
 * The {@code d} of a dispatch, written as late as possible: a session's buffer may hold
 * thousands of guilds.
 */
@FunctionalInterface
public interface EventBody {

	byte[] bytes();

	static EventBody of(byte[] bytes) {
		return () -> bytes;
	}

}
