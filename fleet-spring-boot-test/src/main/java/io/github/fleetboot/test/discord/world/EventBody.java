package io.github.fleetboot.test.discord.world;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

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

	/**
	 * A body that is written once, and only if someone is told.
	 * @param writer writes it
	 * @return the body
	 */
	static EventBody once(Supplier<byte[]> writer) {
		return new EventBody() {

			private byte @Nullable [] written;

			@Override
			public byte[] bytes() {
				if (this.written == null) {
					this.written = writer.get();
				}
				return this.written;
			}

		};
	}

}
