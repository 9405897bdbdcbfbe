package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;

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
		return new SessionFaults(this.engine, Selection.session(sessionId));
	}

	/**
	 * Do something to all sessions of a shard, whatever their number of shards is.
	 * @param shard the shard's id
	 * @return what can be done
	 */
	public SessionFaults shard(int shard) {
		return new SessionFaults(this.engine, Selection.shard(shard));
	}

	/**
	 * Do something to all sessions.
	 * @return what can be done
	 */
	public SessionFaults everySession() {
		return new SessionFaults(this.engine, Selection.ALL);
	}

	/**
	 * Do something to all sessions that have a guild. Of the faults of events and guilds,
	 * only that guild's are meant.
	 * @param indexOrId the guild's index, from 0, or its id
	 * @return what can be done
	 * @throws IllegalArgumentException if there is no such guild
	 */
	public SessionFaults guild(long indexOrId) {
		return new SessionFaults(this.engine, Selection.guild(this.engine.world().guild(indexOrId)));
	}

	/**
	 * Do something to new connections, before they say whose they are.
	 * @return what can be done
	 */
	public ConnectionFaults connections() {
		return new ConnectionFaults(this.engine);
	}

	/**
	 * Change what is left of the session starts. Not undone by {@link #heal()}.
	 * @param remaining how many IDENTIFYs are left in the present period
	 * @see <a href=
	 * "https://docs.discord.com/developers/events/gateway#session-start-limit-object">Session
	 * start limit</a>
	 */
	public void remainingSessionStarts(int remaining) {
		this.engine.run(() -> {
			note("remaining " + remaining);
			this.engine.gateway().ledger().changeRemaining(remaining);
		});
	}

	/**
	 * Change how many shards may identify in the same window, from the next IDENTIFY on.
	 * Not undone by {@link #heal()}.
	 * @param maxConcurrency the number
	 */
	public void maxConcurrency(int maxConcurrency) {
		this.engine.run(() -> {
			note("max_concurrency " + maxConcurrency);
			this.engine.gateway().ledger().changeMaxConcurrency(maxConcurrency);
		});
	}

	/**
	 * Change the number of shards {@code GET gateway/bot} recommends. Not undone by
	 * {@link #heal()}.
	 * @param shards the number
	 */
	public void recommendShards(int shards) {
		this.engine.run(() -> {
			note("shards " + shards);
			this.engine.account().recommendShards(shards);
		});
	}

	/**
	 * Accept new connections, of REST and gateway, but never answer on them. Those made
	 * meanwhile stay mute; existing ones are served.
	 */
	public void blackHole() {
		this.engine.run(() -> {
			note("black hole");
			this.engine.server().blackHole(true);
		});
	}

	/**
	 * Drop all connections and refuse new ones.
	 */
	public void refuseConnections() {
		this.engine.run(() -> note("connections refused"));
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
		this.engine.run(() -> {
			note("intent withdrawn: " + intent);
			this.engine.account().withdraw(intent);
		});
	}

	/**
	 * Reset the token: all sessions are closed with 4004, REST answers 401.
	 */
	public void invalidateToken() {
		this.engine.run(this::revokeToken);
	}

	/**
	 * Reset the token as {@link #invalidateToken()} does, and give the bot a new one.
	 * @return the new token, which {@link DiscordEmulator#token()} tells as well
	 */
	public String resetToken() {
		return this.engine.call(() -> {
			revokeToken();
			this.engine.account().resetToken();
			return this.engine.account().token();
		});
	}

	private void revokeToken() {
		note("token reset");
		this.engine.gateway().revokeToken();
	}

	/**
	 * End {@link #blackHole()}, {@link #refuseConnections()}, all faults of
	 * {@link #rest()}, bans included, and each {@link OngoingFault}.
	 */
	public void heal() {
		this.engine.run(() -> {
			this.engine.server().blackHole(false);
			this.engine.api().troubles().clear();
			this.engine.faults().heal();
		});
		this.engine.listenAgain();
	}

	private void note(String what) {
		this.engine.faults().note(what);
	}

}
