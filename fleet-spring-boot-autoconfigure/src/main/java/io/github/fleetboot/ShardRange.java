package io.github.fleetboot;

/**
 * A contiguous range of shards.
 *
 * @param first the first shard, from 0
 * @param last the last shard, included
 * @since 0.1.0
 */
public record ShardRange(int first, int last) {

	public ShardRange {
		if (first < 0 || last < first) {
			throw new IllegalArgumentException("Shards %d to %d are no range".formatted(first, last));
		}
	}

	/**
	 * How many shards the range holds.
	 * @return the size, at least 1
	 */
	public int size() {
		return this.last - this.first + 1;
	}

	/**
	 * Whether a shard is in the range.
	 * @param shard the shard's id
	 * @return {@code true} if it is
	 */
	public boolean contains(int shard) {
		return shard >= this.first && shard <= this.last;
	}

	/**
	 * Whether a shard is in this range and in another.
	 * @param other the other range
	 * @return {@code true} if there is one
	 */
	public boolean overlaps(ShardRange other) {
		return this.first <= other.last && other.first <= this.last;
	}

	/**
	 * The shard that Discord sends a guild's events to.
	 * @param guildId the id of the guild, an unsigned 64-bit snowflake
	 * @param totalShards the number of shards of the bot
	 * @return the shard's id
	 * @see <a href="https://discord.com/developers/docs/events/gateway#sharding">Discord:
	 * Sharding</a>
	 */
	public static int shardOf(long guildId, int totalShards) {
		return (int) ((guildId >>> 22) % totalShards);
	}

	@Override
	public String toString() {
		return (this.first == this.last) ? Integer.toString(this.first) : this.first + "–" + this.last;
	}

}
