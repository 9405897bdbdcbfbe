package io.github.fleetboot.test.discord.world;

import java.time.Duration;
import java.time.Instant;

/**
 * Ids in Discord's form: milliseconds since its epoch in the upper 42 bits.
 *
 * @see <a href= "https://docs.discord.com/developers/reference#snowflakes">Snowflakes</a>
 */
public final class Snowflakes {

	private static final int TIME_SHIFT = 22;

	private static final long EPOCH_MILLIS = 1420070400000L;

	/**
	 * The upper bits of fixed ids start here. A multiple of every small shard count, so
	 * that guild {@code i} is on shard {@code (i + 1) % shards}.
	 */
	private static final long BASE = 720_720L * 277_777;

	private long last;

	/**
	 * The id of something that always exists.
	 * @param slot the guild's index plus one, or 0 for what belongs to no guild
	 * @param low what tells the ids of one slot apart, below 2^22
	 */
	public static long fixed(long slot, int low) {
		return ((BASE + slot) << TIME_SHIFT) | low;
	}

	/**
	 * The slot of a {@link #fixed} id; negative or huge for others.
	 */
	public static long slot(long id) {
		return (id >>> TIME_SHIFT) - BASE;
	}

	/**
	 * What tells the ids of one slot apart.
	 */
	public static int low(long id) {
		return (int) (id & ((1L << TIME_SHIFT) - 1));
	}

	public static int shard(long guildId, int shards) {
		return (int) Long.remainderUnsigned(guildId >>> TIME_SHIFT, shards);
	}

	/**
	 * The first id of a moment.
	 */
	public static long at(Instant time) {
		return (time.toEpochMilli() - EPOCH_MILLIS) << TIME_SHIFT;
	}

	/**
	 * How long before a moment an id was made.
	 */
	public static Duration age(long id, Instant now) {
		return Duration.ofMillis(now.toEpochMilli() - (id >>> TIME_SHIFT) - EPOCH_MILLIS);
	}

	/**
	 * A new id, greater than all before it.
	 */
	public long next() {
		long now = (System.currentTimeMillis() - EPOCH_MILLIS) << TIME_SHIFT;
		this.last = Math.max(now, this.last + 1);
		return this.last;
	}

}
