package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.gateway.Outgoing;
import io.github.fleetboot.test.discord.world.EmulatorGuild;

/**
 * The faults of what a new session is told, and of guilds.
 */
public final class StartFaults {

	private StartFaults() {
	}

	/**
	 * Hold READY back.
	 * @param delay how long
	 * @return the effect
	 */
	public static Effect.Lasting delayReady(Duration delay) {
		return new Effect.Lasting("late READY", (circumstances) -> new LateReady(delay));
	}

	/**
	 * Take time between two GUILD_CREATEs.
	 * @param pace how much
	 * @return the effect
	 */
	public static Effect.Lasting slowGuilds(Duration pace) {
		return new Effect.Lasting("slow GUILD_CREATEs", (circumstances) -> new Disturbance() {

			@Override
			public Duration guildPace() {
				return pace;
			}

		});
	}

	/**
	 * Guilds that are unavailable, and say so.
	 * @return the effect
	 */
	public static Effect.Lasting outage() {
		return new Effect.Lasting("outage", (circumstances) -> new Outage(circumstances, true));
	}

	/**
	 * Guilds a new session is not told of.
	 * @return the effect
	 */
	public static Effect.Lasting withhold() {
		return new Effect.Lasting("missing GUILD_CREATEs", (circumstances) -> new Outage(circumstances, false));
	}

	/**
	 * What else would be told of waits until READY is out.
	 */
	private static final class LateReady extends Disturbance {

		private final Duration delay;

		private final List<Runnable> waiting = new ArrayList<>();

		private boolean ready;

		LateReady(Duration delay) {
			this.delay = delay;
		}

		@Override
		public void begin(GatewaySession session) {
			this.ready = session.sequence() > 0;
		}

		@Override
		public Duration readyDelay() {
			return this.delay;
		}

		@Override
		public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
			if (!this.ready && !dispatch.frames()) {
				this.waiting.add(() -> next.accept(dispatch));
				return;
			}
			this.ready = true;
			next.accept(dispatch);
			this.waiting.forEach(Runnable::run);
			this.waiting.clear();
		}

	}

	/**
	 * The guilds that are out of reach. Their events are lost.
	 */
	private static final class Outage extends Disturbance {

		private final Circumstances circumstances;

		private final boolean announced;

		private final Set<EmulatorGuild> guilds = new LinkedHashSet<>();

		Outage(Circumstances circumstances, boolean announced) {
			this.circumstances = circumstances;
			this.announced = announced;
		}

		@Override
		public void begin(GatewaySession session) {
			if (this.announced) {
				session.guilds().stream().filter(session::covers).forEach((guild) -> takeOut(session, guild));
			}
		}

		@Override
		public boolean introduces(GatewaySession session, EmulatorGuild guild) {
			return !takeOut(session, guild);
		}

		private boolean takeOut(GatewaySession session, EmulatorGuild guild) {
			if (!this.circumstances.selection().includes(guild.id())) {
				return false;
			}
			if (this.announced) {
				this.circumstances.gateway().introductions().tellUnavailable(session, guild);
			}
			this.guilds.add(guild);
			return true;
		}

		@Override
		public void dispatch(Outgoing dispatch, Consumer<Outgoing> next) {
			boolean removed = dispatch.type().equals("GUILD_DELETE");
			if (removed) {
				this.guilds.removeIf((guild) -> guild.id() == dispatch.guild());
			}
			if (removed || this.guilds.stream().noneMatch((guild) -> guild.id() == dispatch.guild())) {
				next.accept(dispatch);
			}
		}

		@Override
		public void end(GatewaySession session) {
			this.guilds.forEach((guild) -> this.circumstances.gateway().introductions().tell(session, guild));
		}

	}

}
