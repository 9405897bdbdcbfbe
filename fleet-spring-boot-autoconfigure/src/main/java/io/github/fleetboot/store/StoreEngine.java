package io.github.fleetboot.store;

import java.util.concurrent.CompletableFuture;

/**
 * Where a {@link FleetStore} keeps its encoded values. An application may declare a bean
 * of this type, for all roles, to keep them elsewhere. Each command is atomic. Safe for
 * use by several threads.
 *
 * @since 0.1.0
 */
public interface StoreEngine {

	/**
	 * Carry a command out, and wait for it.
	 * @param command the command
	 * @return the outcome
	 * @throws FleetStoreException if it is refused, or the engine cannot be reached
	 */
	StoreReply execute(StoreCommand command);

	/**
	 * Carry a command out.
	 * @param command the command
	 * @return the outcome, or the {@link FleetStoreException} that {@link #execute} would
	 * throw
	 */
	CompletableFuture<StoreReply> executeAsync(StoreCommand command);

}
