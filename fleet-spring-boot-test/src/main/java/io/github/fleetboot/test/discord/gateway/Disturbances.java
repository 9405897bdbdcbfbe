package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.fleetboot.test.discord.world.EmulatorGuild;
import org.jspecify.annotations.Nullable;

/**
 * All that is wrong with the gateway at present, asked at fixed points. Without faults
 * each of them costs the look at an empty list. Used by the emulator's thread only.
 */
public final class Disturbances {

	private final List<FaultSource> sources = new CopyOnWriteArrayList<>();

	/**
	 * Let a source interfere.
	 * @param source the source
	 */
	public void add(FaultSource source) {
		this.sources.add(source);
	}

	/**
	 * Stop a source.
	 * @param source the source
	 */
	public void remove(FaultSource source) {
		this.sources.remove(source);
	}

	boolean opening(GatewayConnection connection) {
		return undisturbed((source) -> source.opening(connection));
	}

	boolean identifying(GatewayConnection connection, Identification identification) {
		return undisturbed((source) -> source.identifying(connection, identification));
	}

	void started(GatewaySession session) {
		this.sources.forEach((source) -> source.started(session));
	}

	boolean resuming(GatewayConnection connection, GatewaySession session) {
		return undisturbed((source) -> source.resuming(connection, session))
				&& session.disturbances().stream().allMatch((disturbance) -> disturbance.resumes(connection));
	}

	/**
	 * The first source that interferes is the only one.
	 */
	private boolean undisturbed(Predicate<FaultSource> asked) {
		for (FaultSource source : this.sources) {
			if (!asked.test(source)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Send a dispatch through all that disturbs its session.
	 */
	static void pass(Outgoing dispatch, Consumer<Outgoing> end) {
		pass(dispatch, dispatch.session().disturbances(), 0, end);
	}

	private static void pass(Outgoing dispatch, List<Disturbance> disturbances, int from, Consumer<Outgoing> end) {
		if (from == disturbances.size()) {
			end.accept(dispatch);
		}
		else {
			disturbances.get(from).dispatch(dispatch, (changed) -> pass(changed, disturbances, from + 1, end));
		}
	}

	static List<GatewaySession.Dispatch> replay(GatewaySession session, List<GatewaySession.Dispatch> missed) {
		List<GatewaySession.Dispatch> replay = missed;
		for (Disturbance disturbance : session.disturbances()) {
			replay = disturbance.replay(session, replay);
		}
		return replay;
	}

	static boolean replays(GatewaySession session, int missed) {
		return session.disturbances().stream().allMatch((disturbance) -> missed <= disturbance.replayLimit());
	}

	static Duration readyDelay(GatewaySession session) {
		return longest(session.disturbances().stream().map(Disturbance::readyDelay).toList());
	}

	static Duration guildPace(GatewaySession session) {
		return longest(session.disturbances().stream().map(Disturbance::guildPace).toList());
	}

	private static Duration longest(List<Duration> durations) {
		return durations.stream().reduce(Duration.ZERO, (one, other) -> (one.compareTo(other) < 0) ? other : one);
	}

	static boolean introduces(GatewaySession session, EmulatorGuild guild) {
		return session.disturbances().stream().allMatch((disturbance) -> disturbance.introduces(session, guild));
	}

	static String resumeUrl(GatewaySession session, String url) {
		for (Disturbance disturbance : session.disturbances()) {
			String other = disturbance.resumeUrl();
			if (other != null) {
				return other;
			}
		}
		return url;
	}

	static boolean acknowledges(@Nullable GatewaySession session) {
		return session == null || session.disturbances().stream().allMatch(Disturbance::acknowledges);
	}

}
