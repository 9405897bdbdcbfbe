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

			private @Nullable Supplier<byte[]> open = writer;

			private byte[] written = {};

			@Override
			public byte[] bytes() {
				if (this.open != null) {
					this.written = this.open.get();
					// What it was made of is large, and sessions keep bodies for long
					this.open = null;
				}
				return this.written;
			}

		};
	}

}
