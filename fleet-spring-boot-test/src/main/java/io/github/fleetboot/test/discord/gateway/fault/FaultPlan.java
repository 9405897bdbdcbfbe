package io.github.fleetboot.test.discord.gateway.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.FaultSource;
import io.github.fleetboot.test.discord.gateway.GatewayConnection;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import io.github.fleetboot.test.discord.gateway.Identification;
import io.github.fleetboot.test.discord.world.Shard;
import org.jspecify.annotations.Nullable;

/**
 * One fault: whom it strikes, when, and how. Used by the emulator's thread only.
 */
public final class FaultPlan implements FaultSource {

	private final Faults faults;

	private final Selection selection;

	private final Trigger trigger;

	private final Effect effect;

	private final Map<GatewaySession, Disturbance> disturbed = new LinkedHashMap<>();

	private @Nullable Random draws;

	private int due;

	private int struck;

	private boolean over;

	FaultPlan(Faults faults, Selection selection, Trigger trigger, Effect effect) {
		this.faults = faults;
		this.selection = selection;
		this.trigger = trigger;
		this.effect = effect;
	}

	/**
	 * How often it struck: connections for a momentary fault, sessions for one that
	 * lasts.
	 * @return the number so far
	 */
	public int struck() {
		return this.struck;
	}

	/**
	 * Whether it will strike no more, and nothing of it lasts.
	 * @return {@code true} if so
	 */
	public boolean isOver() {
		return this.over;
	}

	void start() {
		later(this.trigger.start(), this::begin);
	}

	private void begin() {
		Duration during = this.trigger.during();
		if (during != null) {
			this.faults.gateway().later(during, this::finish);
		}
		if (stands()) {
			this.faults.gateway().disturbances().add(this);
		}
		switch (this.trigger.occasion()) {
			case NOW -> strikeThosePresent();
			case EVENTS -> present().forEach(this::count);
			default -> {
			}
		}
	}

	/**
	 * Whether it also strikes what is yet to come.
	 */
	private boolean stands() {
		return this.trigger.occasion() != Trigger.Occasion.NOW || this.effect instanceof Effect.Lasting
				|| this.trigger.during() != null;
	}

	private void strikeThosePresent() {
		List<GatewaySession> chosen = chosen();
		for (int i = 0; i < chosen.size(); i++) {
			GatewaySession session = chosen.get(i);
			later(this.trigger.spread().multipliedBy(i).dividedBy(chosen.size()), () -> strike(session));
		}
		if (!stands()) {
			later(this.trigger.spread(), this::finish);
		}
	}

	private List<GatewaySession> present() {
		return this.faults.gateway()
			.sessions()
			.stream()
			.filter((session) -> this.selection.matches(session.shard(), session))
			.toList();
	}

	private List<GatewaySession> chosen() {
		boolean momentary = this.effect instanceof Effect.Momentary;
		Comparator<GatewaySession> byShard = Comparator.comparing(GatewaySession::shard,
				Comparator.comparing(Shard::count).thenComparing(Shard::id));
		List<GatewaySession> candidates = new ArrayList<>(
				present().stream().filter((session) -> !momentary || session.connection() != null).toList());
		if (this.selection.percent() < 100 && !candidates.isEmpty()) {
			candidates.sort(byShard);
			Collections.shuffle(candidates, draws());
			long count = Math.max(1, Math.round(candidates.size() * this.selection.percent() / 100.0));
			candidates = new ArrayList<>(candidates.subList(0, (int) count));
		}
		candidates.sort(byShard);
		return candidates;
	}

	private Random draws() {
		if (this.draws == null) {
			this.draws = this.faults.random();
		}
		return this.draws;
	}

	private boolean isDrawn() {
		return this.selection.percent() == 100 || draws().nextInt(100) < this.selection.percent();
	}

	@Override
	public boolean opening(GatewayConnection connection) {
		return !awaits(Trigger.Occasion.OPENING) || !isDrawn() || strike(connection, null, null);
	}

	@Override
	public boolean identifying(GatewayConnection connection, Identification identification) {
		return !meets(Trigger.Occasion.IDENTIFYING, identification.shard(), null)
				|| strike(connection, null, identification.shard());
	}

	@Override
	public void started(GatewaySession session) {
		if (!this.selection.matches(session.shard(), session)) {
			return;
		}
		if (this.trigger.occasion() == Trigger.Occasion.EVENTS) {
			count(session);
		}
		else if (this.effect instanceof Effect.Lasting && awaits(Trigger.Occasion.IDENTIFYING) && isDrawn()) {
			later(this.trigger.delay(), () -> strike(session));
		}
	}

	@Override
	public boolean resuming(GatewayConnection connection, GatewaySession session) {
		if (!meets(Trigger.Occasion.RESUMING, session.shard(), session)) {
			return true;
		}
		if (this.effect instanceof Effect.Momentary) {
			return strike(connection, session, session.shard());
		}
		later(this.trigger.delay(), () -> strike(session));
		return true;
	}

	private boolean meets(Trigger.Occasion occasion, Shard shard, @Nullable GatewaySession session) {
		return awaits(occasion) && this.selection.matches(shard, session) && isDrawn();
	}

	private boolean awaits(Trigger.Occasion occasion) {
		boolean momentary = this.effect instanceof Effect.Momentary;
		boolean again = this.trigger.occasion() == Trigger.Occasion.NOW && (momentary
				? Trigger.Occasion.CONNECTING.includes(occasion) : occasion == Trigger.Occasion.IDENTIFYING);
		return again || this.trigger.occasion().includes(occasion);
	}

	private void count(GatewaySession session) {
		if (!isDrawn()) {
			return;
		}
		session.disturb(new Disturbance() {

			private int left = FaultPlan.this.trigger.events();

			@Override
			public void dispatched(GatewaySession dispatchedTo) {
				if (--this.left <= 0) {
					session.calm(this);
					later(FaultPlan.this.trigger.delay(), () -> strike(session));
				}
			}

		});
	}

	private void strike(GatewaySession session) {
		if (this.effect instanceof Effect.Lasting lasting) {
			disturb(session, lasting);
			return;
		}
		GatewayConnection connection = session.connection();
		if (connection != null) {
			strike(connection, session, session.shard());
		}
	}

	/**
	 * Strike a connection.
	 * @return whether all goes on as usual
	 */
	private boolean strike(GatewayConnection connection, @Nullable GatewaySession session, @Nullable Shard shard) {
		if (!(this.effect instanceof Effect.Momentary momentary) || this.due == this.trigger.times()) {
			return true;
		}
		this.due++;
		Duration delay = (this.trigger.occasion() != Trigger.Occasion.EVENTS) ? this.trigger.delay() : Duration.ZERO;
		later(delay, () -> {
			this.struck++;
			this.faults.note(momentary.what(), shard, (session != null) ? session.id() : null);
			momentary.blow().strike(this.faults.gateway(), connection, session);
			if (this.struck == this.trigger.times()) {
				finish();
			}
		});
		return !momentary.replaces();
	}

	private void disturb(GatewaySession session, Effect.Lasting lasting) {
		if (this.due == this.trigger.times() || session.hasEnded() || this.disturbed.containsKey(session)) {
			return;
		}
		this.due++;
		this.struck++;
		Disturbance disturbance = lasting.disturbance()
			.apply(new Circumstances(this.faults.gateway(), session, this.selection, this.faults.random(),
					this.faults));
		this.disturbed.put(session, disturbance);
		this.faults.note(lasting.what(), session);
		session.disturb(disturbance);
		disturbance.begin(session);
		GatewayConnection connection = session.connection();
		if (connection != null) {
			disturbance.connected(connection);
		}
	}

	/**
	 * End it.
	 */
	public void finish() {
		if (this.over) {
			return;
		}
		this.over = true;
		this.faults.gateway().disturbances().remove(this);
		this.faults.over(this);
		this.disturbed.forEach((session, disturbance) -> {
			session.calm(disturbance);
			if (!session.hasEnded()) {
				this.faults.note("end of " + this.effect.what(), session);
				disturbance.end(session);
			}
		});
	}

	private void later(Duration delay, Runnable task) {
		if (delay.isZero()) {
			task.run();
			return;
		}
		this.faults.gateway().later(delay, () -> {
			if (!this.over) {
				task.run();
			}
		});
	}

}
