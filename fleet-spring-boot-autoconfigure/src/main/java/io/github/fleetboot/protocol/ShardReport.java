package io.github.fleetboot.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A cluster tells what became of the connection of a shard.
 *
 * @param incarnation which of the cluster's JVMs tells
 * @param shard the shard
 * @param change what happened
 * @param byDiscord whether Discord closed the connection
 * @param closeCode with which code the connection was closed, {@code null} if with none,
 * or if it was not closed
 */
public record ShardReport(int incarnation, int shard, Change change, boolean byDiscord, @Nullable Integer closeCode) {

	/**
	 * What happens to connections.
	 */
	public enum Change {

		/**
		 * It is being opened.
		 */
		CONNECT,

		/**
		 * A session has begun.
		 */
		READY,

		/**
		 * It is lost.
		 */
		DISCONNECT,

		/**
		 * The session goes on.
		 */
		RESUME

	}

}
