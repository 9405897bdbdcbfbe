package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.Op;

/**
 * The faults that are over at once.
 */
public final class Blows {

	private Blows() {
	}

	/**
	 * Close with a code.
	 * @param code the close code
	 * @return the effect
	 */
	public static Effect.Momentary close(int code) {
		return new Effect.Momentary("close " + code, true,
				(gateway, connection, session) -> connection.close(code, "fault"));
	}

	/**
	 * Reset the TCP connection.
	 * @return the effect
	 */
	public static Effect.Momentary reset() {
		return new Effect.Momentary("reset", true, (gateway, connection, session) -> connection.reset());
	}

	/**
	 * Send op 7.
	 * @return the effect
	 */
	public static Effect.Momentary reconnect() {
		return new Effect.Momentary("op 7", false,
				(gateway, connection, session) -> connection.send(Op.RECONNECT, null));
	}

	/**
	 * Send op 7, and drop the connection a while later.
	 * @param grace how much later
	 * @return the effect
	 */
	public static Effect.Momentary restart(Duration grace) {
		return new Effect.Momentary("restart", false, (gateway, connection, session) -> {
			connection.send(Op.RECONNECT, null);
			gateway.later(grace, connection::reset);
		});
	}

	/**
	 * Send op 9.
	 * @param resumable whether the session can be resumed; else it ends
	 * @return the effect
	 */
	public static Effect.Momentary invalidate(boolean resumable) {
		return new Effect.Momentary("op 9 " + resumable, true, (gateway, connection, session) -> {
			if (session != null) {
				gateway.invalidate(session, connection, resumable);
			}
			else {
				connection.invalidate(resumable);
			}
		});
	}

	/**
	 * Send op 1.
	 * @return the effect
	 */
	public static Effect.Momentary requestHeartbeat() {
		return new Effect.Momentary("op 1", false,
				(gateway, connection, session) -> connection.send(Op.HEARTBEAT, null));
	}

	/**
	 * Say nothing any more, and hear nothing.
	 * @return the effect
	 */
	public static Effect.Momentary mute() {
		return new Effect.Momentary("mute", true, (gateway, connection, session) -> connection.mute());
	}

	/**
	 * Send op 7 in place of HELLO, and hear nothing.
	 * @return the effect
	 */
	public static Effect.Momentary reconnectInsteadOfHello() {
		return new Effect.Momentary("op 7 instead of HELLO", true, (gateway, connection, session) -> {
			connection.send(Op.RECONNECT, null);
			connection.mute();
		});
	}

	/**
	 * Send HELLO, and op 7 after it.
	 * @return the effect
	 */
	public static Effect.Momentary reconnectAfterHello() {
		return new Effect.Momentary("op 7 after HELLO", true, (gateway, connection, session) -> {
			connection.greet();
			connection.send(Op.RECONNECT, null);
		});
	}

	/**
	 * Send HELLO late, and read nothing before that.
	 * @param delay how late
	 * @return the effect
	 */
	public static Effect.Momentary delayHello(Duration delay) {
		return new Effect.Momentary("late HELLO", true, (gateway, connection, session) -> {
			connection.stopReading();
			gateway.later(delay, () -> {
				connection.readOn();
				connection.greet();
			});
		});
	}

}
