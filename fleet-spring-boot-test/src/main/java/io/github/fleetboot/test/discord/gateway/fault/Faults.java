package io.github.fleetboot.test.discord.gateway.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.Shard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All faults of the gateway that are planned or last. Used by the emulator's thread only.
 */
public final class Faults {

	private static final Logger logger = LoggerFactory.getLogger(Faults.class);

	private final Gateway gateway;

	private final DiscordRecord record;

	private final long seed;

	private final List<FaultPlan> plans = new ArrayList<>();

	private @Nullable DeadAddress refusing;

	private @Nullable DeadAddress mute;

	private int seeded;

	/**
	 * No faults.
	 * @param gateway the gateway
	 * @param record where each of them is taken down
	 * @param seed what all their random numbers come from
	 */
	public Faults(Gateway gateway, DiscordRecord record, long seed) {
		this.gateway = gateway;
		this.record = record;
		this.seed = seed;
	}

	/**
	 * Plan a fault. One that strikes at once has done so when this returns.
	 * @param selection whom
	 * @param trigger when
	 * @param effect what
	 * @return the plan
	 */
	public FaultPlan plan(Selection selection, Trigger trigger, Effect effect) {
		FaultPlan plan = new FaultPlan(this, selection, trigger, effect);
		this.plans.add(plan);
		plan.start();
		return plan;
	}

	/**
	 * Treat every session in a way that is no fault to be healed.
	 * @param effect how
	 */
	public void always(Effect.Lasting effect) {
		new FaultPlan(this, Selection.ALL, Trigger.NOW, effect).start();
	}

	/**
	 * An address that refuses connections.
	 * @return its URL
	 */
	public String refusingUrl() {
		if (this.refusing == null) {
			this.refusing = DeadAddress.refusing();
		}
		return this.refusing.url();
	}

	/**
	 * An address that accepts connections and says nothing.
	 * @return its URL
	 */
	public String muteUrl() {
		if (this.mute == null) {
			this.mute = DeadAddress.mute();
		}
		return this.mute.url();
	}

	/**
	 * Free what the faults hold.
	 */
	public void close() {
		if (this.refusing != null) {
			this.refusing.close();
		}
		if (this.mute != null) {
			this.mute.close();
		}
	}

	/**
	 * End all that is planned or lasts.
	 */
	public void heal() {
		List.copyOf(this.plans).forEach(FaultPlan::finish);
	}

	Gateway gateway() {
		return this.gateway;
	}

	void over(FaultPlan plan) {
		this.plans.remove(plan);
	}

	/**
	 * Random numbers that are the same in each run with the same faults.
	 */
	Random random() {
		if (this.seeded == 0) {
			logger.info("Random faults come from seed({})", this.seed);
		}
		return new Random(this.seed * 31 + this.seeded++);
	}

	/**
	 * Take down a fault that concerns no session.
	 * @param what what it is
	 */
	public void note(String what) {
		note(what, null, null);
	}

	void note(String what, GatewaySession session) {
		note(what, session.shard(), session.id());
	}

	void note(String what, @Nullable Shard shard, @Nullable String sessionId) {
		this.record.add(new DiscordRecord.Fault(Moment.now(), what, sessionId, (shard != null) ? shard.id() : -1));
	}

}
