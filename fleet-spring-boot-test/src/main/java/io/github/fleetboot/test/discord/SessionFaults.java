package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.gateway.fault.Effect;
import io.github.fleetboot.test.discord.gateway.fault.Selection;
import io.github.fleetboot.test.discord.gateway.fault.Trigger;

/**
 * Faults of chosen sessions, at once. Those that are over at once tell how many sessions
 * were connected and thus struck.
 *
 * @since 0.1.0
 */
public final class SessionFaults extends GatewayFaults<Integer> {

	SessionFaults(Engine engine, Selection selection) {
		super(engine, selection, Trigger.NOW);
	}

	/**
	 * Narrow to one fleet, where sessions with different numbers of shards live side by
	 * side.
	 * @param shards the number of shards its sessions name
	 * @return what can be done
	 */
	public SessionFaults ofShards(int shards) {
		return new SessionFaults(engine(), selection().ofShards(shards));
	}

	/**
	 * Narrow to some, chosen at random from the emulator's seed. Of the sessions present,
	 * it is that share of them, but at least one; each one that comes later is struck
	 * with that probability.
	 * @param percent how many, from 1 to 100
	 * @return what can be done
	 * @see DiscordEmulatorBuilder#seed(long)
	 */
	public SessionFaults percent(int percent) {
		return new SessionFaults(engine(), selection().percent(percent));
	}

	@Override
	Integer strike(Effect.Momentary effect) {
		return engine().call(() -> engine().faults().plan(selection(), Trigger.NOW, effect).struck());
	}

}
