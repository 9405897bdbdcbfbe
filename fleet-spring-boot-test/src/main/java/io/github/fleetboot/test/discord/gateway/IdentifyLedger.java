package io.github.fleetboot.test.discord.gateway;

import io.github.fleetboot.test.discord.world.Settings;

import java.time.Duration;

/**
 * Discord's two limits on IDENTIFY: one per key and window, and so many a day.
 *
 * @see <a href= "https://docs.discord.com/developers/events/gateway#rate-limiting">Rate
 * limiting</a>
 */
public final class IdentifyLedger {

	private final long[] lastOfKey;

	private final boolean[] keyUsed;

	private final long window;

	private final int total;

	private final long resetPeriod;

	private int remaining;

	private long resetAt;

	public IdentifyLedger(Settings settings, long now) {
		this.lastOfKey = new long[settings.maxConcurrency];
		this.keyUsed = new boolean[settings.maxConcurrency];
		this.window = settings.identifyWindow.toNanos();
		this.total = settings.sessionStarts;
		this.remaining = settings.sessionStartsRemaining;
		this.resetPeriod = settings.sessionStartsResetAfter.toNanos();
		this.resetAt = now + this.resetPeriod;
	}

	public int key(int shard) {
		return shard % this.lastOfKey.length;
	}

	public int maxConcurrency() {
		return this.lastOfKey.length;
	}

	public int total() {
		return this.total;
	}

	/**
	 * Spend one start of the day's budget. Each IDENTIFY costs one, also a refused one:
	 * bots caught in a loop of them have lost their tokens.
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
		int key = key(shard);
		if (this.keyUsed[key]) {
			long early = this.lastOfKey[key] + this.window - now;
			if (early > 0) {
				return Duration.ofNanos(early);
			}
		}
		this.keyUsed[key] = true;
		this.lastOfKey[key] = now;
		return Duration.ZERO;
	}

	private void renew(long now) {
		if (now - this.resetAt >= 0) {
			this.remaining = this.total;
			this.resetAt = now + this.resetPeriod;
		}
	}

}
