package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.world.EmulatorGuild;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one session for a while. The gateway asks at fixed points; without
 * an answer of its own, a disturbance leaves each of them as it is. Used by the
 * emulator's thread only.
 */
public abstract class Disturbance {

	/**
	 * It begins.
	 * @param session the session
	 */
	public void begin(GatewaySession session) {
	}

	/**
	 * It is over, and no longer asked. Not called if the session ended first.
	 * @param session the session
	 */
	public void end(GatewaySession session) {
	}

	/**
	 * A dispatch is to be numbered and put out.
	 * @param dispatch the dispatch
	 * @param next what becomes of it otherwise: may be called later, never, or twice
	 */
	public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
		next.accept(dispatch);
	}

	/**
	 * A dispatch was numbered, and sent if there is a connection.
	 * @param session the session
	 */
	public void dispatched(GatewaySession session) {
	}

	/**
	 * A RESUME names the session.
	 * @param connection the connection that asks
	 * @return {@code false} if it was dealt with
	 */
	public boolean resumes(GatewayConnection connection) {
		return true;
	}

	/**
	 * A resume was granted.
	 * @param session the session
	 * @param missed what is to be sent again, by sequence number
	 * @return what is sent in its place
	 */
	public List<GatewaySession.Dispatch> replay(GatewaySession session, List<GatewaySession.Dispatch> missed) {
		return missed;
	}

	/**
	 * How many dispatches may be replayed at most; if more were missed, the resume is
	 * refused.
	 * @return the number
	 */
	public int replayLimit() {
		return Integer.MAX_VALUE;
	}

	/**
	 * How long READY is held back.
	 * @return the time, zero for not at all
	 */
	public Duration readyDelay() {
		return Duration.ZERO;
	}

	/**
	 * What READY tells as the address for resumes.
	 * @return the URL, {@code null} for the right one
	 */
	public @Nullable String resumeUrl() {
		return null;
	}

	/**
	 * Whether a new session is told of a guild now.
	 * @param session the session
	 * @param guild the guild
	 * @return {@code false} to leave it out
	 */
	public boolean introduces(GatewaySession session, EmulatorGuild guild) {
		return true;
	}

	/**
	 * How much time passes between two GUILD_CREATEs of a new session.
	 * @return the time, zero for the usual pace
	 */
	public Duration guildPace() {
		return Duration.ZERO;
	}

	/**
	 * Whether heartbeats are acknowledged.
	 * @return {@code false} to ignore them
	 */
	public boolean acknowledges() {
		return true;
	}

	/**
	 * A connection serves the session from now on.
	 * @param connection the connection
	 */
	public void connected(GatewayConnection connection) {
	}

}
