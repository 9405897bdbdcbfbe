package io.github.fleetboot.gateway.jda;

import java.util.concurrent.CompletableFuture;

/**
 * Where a cluster gets leave to identify.
 */
public interface IdentifyPermits {

	/**
	 * Ask for leave to identify a shard.
	 * @param shard the shard
	 * @return completes with the id of the lease, when it is the shard's turn, be it in
	 * an hour; exceptionally if nobody can be asked
	 */
	CompletableFuture<Long> acquire(int shard);

	/**
	 * Tell that the IDENTIFY was sent. Does not block.
	 * @param lease the id of the lease
	 */
	void sent(long lease);

	/**
	 * Tell that the lease is still needed. Does not block.
	 * @param lease the id of the lease
	 */
	void renew(long lease);

	/**
	 * Tell that the lease is done with. Does not block.
	 * @param lease the id of the lease
	 */
	void release(long lease);

}
