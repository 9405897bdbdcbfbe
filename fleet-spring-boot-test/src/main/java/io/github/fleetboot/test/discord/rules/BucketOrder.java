package io.github.fleetboot.test.discord.rules;

/**
 * Whether shards must identify in the order of their buckets: those from 0 to
 * {@code max_concurrency - 1} first, and so on.
 *
 * @since 0.1.0
 */
public enum BucketOrder {

	/**
	 * In any order. Libraries with an independent queue for each key live by that.
	 */
	ANY,

	/**
	 * An IDENTIFY is answered with op 9 unless each shard of the bucket before it has
	 * once started a session, with the same number of shards.
	 */
	ENFORCED

}
