package io.github.fleetboot.test.discord.gateway.fault;

import java.util.Locale;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.FrameCutter;
import io.github.fleetboot.test.discord.gateway.GatewayConnection;
import io.github.fleetboot.test.discord.gateway.GatewaySession;

/**
 * The faults of a session's connections.
 */
public final class WireFaults {

	private WireFaults() {
	}

	/**
	 * Send each payload in parts.
	 * @param cutter how they are cut
	 * @param parts how many parts
	 * @return the effect
	 */
	public static Effect.Lasting cut(FrameCutter cutter, int parts) {
		return wire("payloads in " + parts + " " + cutter.name().toLowerCase(Locale.ROOT),
				(connection) -> connection.cut(cutter, parts), (connection) -> connection.cut(cutter, 1));
	}

	/**
	 * Write slowly.
	 * @param bytesPerSecond how slowly
	 * @return the effect
	 */
	public static Effect.Lasting slowDown(int bytesPerSecond) {
		return wire(bytesPerSecond + " bytes a second", (connection) -> connection.slowDown(bytesPerSecond),
				(connection) -> connection.slowDown(0));
	}

	/**
	 * Read nothing, until the client can write no more.
	 * @return the effect
	 */
	public static Effect.Lasting stopReading() {
		return wire("nothing is read", GatewayConnection::stopReading, GatewayConnection::readOn);
	}

	/**
	 * Acknowledge no heartbeat.
	 * @return the effect
	 */
	public static Effect.Lasting ignoreHeartbeats() {
		return new Effect.Lasting("heartbeats are ignored", (circumstances) -> new Disturbance() {

			@Override
			public boolean acknowledges() {
				return false;
			}

		});
	}

	private static Effect.Lasting wire(String what, Consumer<GatewayConnection> begin,
			Consumer<GatewayConnection> end) {
		return new Effect.Lasting(what, (circumstances) -> new Disturbance() {

			@Override
			public void connected(GatewayConnection connection) {
				begin.accept(connection);
			}

			@Override
			public void end(GatewaySession session) {
				GatewayConnection connection = session.connection();
				if (connection != null) {
					end.accept(connection);
				}
			}

		});
	}

}
