package io.github.fleetboot.test.discord.gateway.fault;

import java.util.function.Function;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.gateway.GatewayConnection;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does.
 */
public sealed interface Effect {

	/**
	 * What it is, for the record.
	 * @return such as {@code close 4000}
	 */
	String what();

	/**
	 * A blow to a connection, over at once.
	 *
	 * @param what what it is
	 * @param replaces whether nothing else happens if a client was just connecting
	 * @param blow the blow
	 */
	record Momentary(String what, boolean replaces, Blow blow) implements Effect {
	}

	/**
	 * A change in how a session is treated.
	 *
	 * @param what what it is
	 * @param disturbance makes what disturbs one session
	 */
	record Lasting(String what, Function<Circumstances, Disturbance> disturbance) implements Effect {
	}

	/**
	 * Strikes a connection.
	 */
	@FunctionalInterface
	interface Blow {

		/**
		 * Strike.
		 * @param gateway the gateway
		 * @param connection the connection
		 * @param session its session, {@code null} if there is none yet
		 */
		void strike(Gateway gateway, GatewayConnection connection, @Nullable GatewaySession session);

	}

}
