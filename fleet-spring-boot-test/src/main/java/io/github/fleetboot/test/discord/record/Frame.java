package io.github.fleetboot.test.discord.record;

import org.jspecify.annotations.Nullable;

/**
 * A payload or a close on a connection to the gateway.
 *
 * @param time when it was read or written
 * @param connection the connection's number, from 1
 * @param sessionId the session the connection served at that time, {@code null} if none
 * @param direction who sent it
 * @param op the payload's op, -1 for a close and for what is no payload
 * @param type the dispatch's type, {@code null} for other ops
 * @param sequence the dispatch's number, 0 for other ops
 * @param bytes the payload's length before compression, 0 for a close
 * @param closeCode the close code, 0 for a payload; 1006 if the connection broke without
 * one
 * @since 0.1.0
 */
public record Frame(Moment time, int connection, @Nullable String sessionId, Direction direction, int op,
		@Nullable String type, long sequence, int bytes, int closeCode) {

	/**
	 * Who sent a frame.
	 *
	 * @since 0.1.0
	 */
	public enum Direction {

		/**
		 * The bot.
		 */
		FROM_CLIENT,

		/**
		 * The emulator.
		 */
		TO_CLIENT

	}

}
