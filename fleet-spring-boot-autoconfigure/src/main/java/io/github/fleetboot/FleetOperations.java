package io.github.fleetboot;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What may be asked of the fleet while it runs. A bean of this type is there in the
 * Admiral. Thread-safe; nothing blocks for longer than the supervisor takes to look.
 *
 * @since 0.1.0
 */
public interface FleetOperations {

	/**
	 * Replace workers, one after another: each is drained, or killed if that is wanted,
	 * and the next one follows when its replacement is live. Workers that were given up
	 * get a new chance.
	 * @param workers which ones, in this order; none for all, services first
	 * @param hard whether they are killed instead of drained
	 * @return the operation, which has just begun
	 * @throws FleetException if another restart is under way, a worker is not known, or
	 * the IDENTIFYs that it would take are not there; then nothing was done
	 */
	FleetOperation restart(Collection<WorkerId> workers, boolean hard);

	/**
	 * End an operation early. What it has begun with one worker it completes.
	 * @param id the operation
	 * @return how it stands now
	 * @throws FleetException if there is no such operation, it has ended, or it has gone
	 * too far
	 */
	FleetOperation abort(String id);

	/**
	 * How an operation stands.
	 * @param id the operation
	 * @return the operation, empty if there is none or it ended long ago
	 */
	Optional<FleetOperation> operation(String id);

	/**
	 * Wait for the end of an operation.
	 * @param id the operation
	 * @return completes when it has ended, be it as {@link FleetOperation.State#FAILED
	 * failed}; exceptionally if there is none
	 */
	CompletableFuture<FleetOperation> whenEnded(String id);

}
