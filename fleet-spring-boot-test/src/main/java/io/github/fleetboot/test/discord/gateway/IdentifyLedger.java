package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.Arrays;

import io.github.fleetboot.test.discord.rules.WindowStart;
import io.github.fleetboot.test.discord.world.Settings;

/**
 * Discord's two limits on IDENTIFY: one per key and window, and so many a day.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway#rate-limiting">Rate
 * limiting</a>
 */
public final class IdentifyLedger {

	private Turn[] turns;

	private final long window;

	private final boolean fromReady;

	private final int total;

	private final long resetPeriod;

	private int remaining;

	private long resetAt;

	public IdentifyLedger(Settings settings, long now) {
		this.turns = new Turn[settings.maxConcurrency];
		for (int key = 0; key < this.turns.length; key++) {
			this.turns[key] = new Turn();
		}
		this.window = settings.identifyWindow.toNanos();
		this.fromReady = settings.gatewayRules.windowStart() == WindowStart.READY;
		this.total = settings.sessionStarts;
		this.remaining = settings.sessionStartsRemaining;
		this.resetPeriod = settings.sessionStartsResetAfter.toNanos();
		this.resetAt = now + this.resetPeriod;
	}

	public int key(int shard) {
		return shard % this.turns.length;
	}

	public int maxConcurrency() {
		return this.turns.length;
	}

	/**
	 * Change the number of keys. Those that remain keep their turn.
	 */
	public void changeMaxConcurrency(int maxConcurrency) {
		int former = this.turns.length;
		this.turns = Arrays.copyOf(this.turns, maxConcurrency);
		for (int key = former; key < maxConcurrency; key++) {
			this.turns[key] = new Turn();
		}
	}

	/**
	 * Change what is left of the present period.
	 */
	public void changeRemaining(int remaining) {
		this.remaining = remaining;
	}

	public int total() {
		return this.total;
	}

	/**
	 * Spend one start of the day's budget.
	 * @return whether there was one left
	 */
	public boolean spend(long now) {
		renew(now);
		if (this.remaining == 0) {
			return false;
		}
		this.remaining--;
		return true;
	}

	public int remaining(long now) {
		renew(now);
		return this.remaining;
	}

	public Duration resetAfter(long now) {
		renew(now);
		return Duration.ofNanos(this.resetAt - now);
	}

	/**
	 * Take the key's turn. One refused does not move the window.
	 * @return how much too early it is, zero if it is granted
	 */
	public Duration take(int shard, long now) {
		Turn turn = this.turns[key(shard)];
		long early = turn.awaitsReady ? this.window : turn.taken ? turn.time + this.window - now : 0;
		if (early > 0) {
			return Duration.ofNanos(early);
		}
		turn.taken = true;
		turn.time = now;
		turn.awaitsReady = this.fromReady;
		return Duration.ZERO;
	}

	/**
	 * The READY of the session that took the key's turn was sent.
	 */
	public void ready(int shard, long now) {
		Turn turn = this.turns[key(shard)];
		if (turn.awaitsReady) {
			turn.awaitsReady = false;
			turn.time = now;
		}
	}

	/**
	 * The session that took the key's turn will see no READY.
	 */
	public void abandoned(int shard) {
		this.turns[key(shard)].awaitsReady = false;
	}

	private void renew(long now) {
		if (now - this.resetAt >= 0) {
			this.remaining = this.total;
			this.resetAt = now + this.resetPeriod;
		}
	}

	/**
	 * The last turn of a key.
	 */
	private static final class Turn {

		private boolean taken;

		private long time;

		private boolean awaitsReady;

	}

}
