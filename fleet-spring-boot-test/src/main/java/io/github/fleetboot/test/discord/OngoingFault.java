package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.gateway.fault.FaultPlan;

/**
 * A fault that lasts, or is still to come. It ends by itself, with {@link #cancel()}, or
 * with {@link DiscordFaults#heal()}. May be used from any thread.
 *
 * @since 0.1.0
 */
public final class OngoingFault {

	private final Engine engine;

	private final FaultPlan plan;

	OngoingFault(Engine engine, FaultPlan plan) {
		this.engine = engine;
		this.plan = plan;
	}

	/**
	 * How often it struck so far.
	 * @return how many connections were struck, or how many sessions are or were subject
	 * to a fault that lasts
	 */
	public int struck() {
		return this.engine.call(this.plan::struck);
	}

	/**
	 * Whether it is over: it strikes no more, and nothing of it lasts.
	 * @return {@code true} if so
	 */
	public boolean isOver() {
		return this.engine.call(this.plan::isOver);
	}

	/**
	 * End it. Guilds come back, and events that were held go out.
	 */
	public void cancel() {
		this.engine.run(this.plan::finish);
	}

}
