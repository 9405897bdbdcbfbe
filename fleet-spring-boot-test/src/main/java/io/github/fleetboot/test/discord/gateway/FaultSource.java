package io.github.fleetboot.test.discord.gateway;

/**
 * Interferes when clients connect. Used by the emulator's thread only.
 */
public interface FaultSource {

	/**
	 * A connection was made, HELLO is not sent yet.
	 * @param connection the connection
	 * @return whether all goes on as usual
	 */
	boolean opening(GatewayConnection connection);

	/**
	 * An IDENTIFY would be granted.
	 * @param connection the connection
	 * @param identification what it asks for
	 * @return whether all goes on as usual
	 */
	boolean identifying(GatewayConnection connection, Identification identification);

	/**
	 * A session was started, READY is not sent yet.
	 * @param session the session
	 */
	void started(GatewaySession session);

	/**
	 * A RESUME names a session.
	 * @param connection the connection
	 * @param session the session
	 * @return whether all goes on as usual
	 */
	boolean resuming(GatewayConnection connection, GatewaySession session);

}
