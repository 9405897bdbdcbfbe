package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.gateway.GatewayConnection;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;

import java.util.List;
import java.util.function.Predicate;

/**
 * What can go wrong with Discord, on command. May be used from any thread; each method
 * returns once the fault is in effect.
 *
 * @since 0.1.0
 */
public final class DiscordFaults {

	private final Engine engine;

	DiscordFaults(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Do something to one session.
	 * @param sessionId the session's id
	 * @return what can be done
	 */
	public SessionFaults session(String sessionId) {
		return new SessionFaults(this.engine, (session) -> session.id().equals(sessionId));
	}

	/**
	 * Do something to all sessions of a shard, whatever their number of shards is.
	 * @param shard the shard's id
	 * @return what can be done
	 */
	public SessionFaults shard(int shard) {
		return new SessionFaults(this.engine, (session) -> session.shard().id() == shard);
	}

	/**
	 * Do something to all sessions.
	 * @return what can be done
	 */
	public SessionFaults everySession() {
		return new SessionFaults(this.engine, (session) -> true);
	}

	/**
	 * Accept new connections, of REST and gateway, but never answer on them. Those made
	 * meanwhile stay mute; existing ones are served.
	 */
	public void blackHole() {
		this.engine.run(() -> this.engine.server().blackHole(true));
	}

	/**
	 * Drop all connections and refuse new ones.
	 */
	public void refuseConnections() {
		this.engine.server().refuseConnections();
	}

	/**
	 * Answer each REST request with a status, in a body such as a proxy writes. The
	 * gateway is not affected.
	 * @param status an HTTP status, such as 503
	 */
	public void rest(int status) {
		rest().status(status);
	}

	/**
	 * Break some of the REST requests.
	 * @return which, and what happens to them; without further words all
	 */
	public RestFaults rest() {
		return new RestFaults(this.engine);
	}

	/**
	 * Switch a privileged intent off for the application: sessions that ask for it from
	 * now on are closed with 4014.
	 * @param intent the intent
	 */
	public void withdraw(PrivilegedIntent intent) {
		this.engine.run(() -> this.engine.account().withdraw(intent));
	}

	/**
	 * Reset the token: all sessions are closed with 4004, REST answers 401.
	 */
	public void invalidateToken() {
		this.engine.run(() -> this.engine.gateway().revokeToken());
	}

	/**
	 * End {@link #blackHole()}, {@link #refuseConnections()} and all faults of
	 * {@link #rest()}, bans included.
	 */
	public void heal() {
		this.engine.run(() -> {
			this.engine.server().blackHole(false);
			this.engine.api().troubles().clear();
		});
		this.engine.listenAgain();
	}

	/**
	 * Faults of chosen sessions. Each method returns how many were connected and thus
	 * affected.
	 */
	public static final class SessionFaults {

		private final Engine engine;

		private final Predicate<GatewaySession> chosen;

		SessionFaults(Engine engine, Predicate<GatewaySession> chosen) {
			this.engine = engine;
			this.chosen = chosen;
		}

		/**
		 * Close the connections. Codes that void a session, such as 1000, 4007 and 4009,
		 * end it.
		 * @param code the close code
		 * @return how many
		 */
		public int close(int code) {
			return forEach((session, connection) -> connection.close(code, "fault"));
		}

		/**
		 * Reset the TCP connections, without a close frame. The sessions can be resumed.
		 * @return how many
		 */
		public int reset() {
			return forEach((session, connection) -> connection.reset());
		}

		/**
		 * Ask to reconnect and resume (op 7).
		 * @return how many
		 */
		public int reconnect() {
			return forEach((session, connection) -> connection.send(Op.RECONNECT, null));
		}

		/**
		 * Declare the sessions invalid (op 9).
		 * @param resumable whether they can be resumed; if not, they end
		 * @return how many
		 */
		public int invalidate(boolean resumable) {
			return forEach((session, connection) -> this.engine.gateway().invalidate(session, connection, resumable));
		}

		/**
		 * Ask for a heartbeat at once (op 1).
		 * @return how many
		 */
		public int requestHeartbeat() {
			return forEach((session, connection) -> connection.send(Op.HEARTBEAT, null));
		}

		private int forEach(Fault fault) {
			return this.engine.call(() -> {
				List<GatewaySession> sessions = this.engine.gateway().sessions().stream().filter(this.chosen).toList();
				int affected = 0;
				for (GatewaySession session : sessions) {
					GatewayConnection connection = session.connection();
					if (connection != null) {
						fault.strike(session, connection);
						affected++;
					}
				}
				return affected;
			});
		}

		private interface Fault {

			void strike(GatewaySession session, GatewayConnection connection);

		}

	}

}
