package io.github.fleetboot.protocol;

import java.util.List;

import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A worker asks for an operation on the fleet, or about one.
 *
 * @param action what it asks
 * @param workers the workers that are meant, empty for all, or if none are
 * @param hard whether they are killed first
 * @param subject a service, a shard, a guild or an operation, as the action says; empty
 * else
 * @param update what an update changes, {@code null} for other actions
 */
public record OperationRequest(Action action, List<WorkerId> workers, boolean hard, String subject,
		@Nullable FleetUpdate update) {

	public OperationRequest {
		workers = List.copyOf(workers);
	}

	/**
	 * Ask for something that no update is part of.
	 * @param action what it asks
	 * @param workers the workers that are meant
	 * @param hard whether they are killed first
	 * @param subject what else is meant
	 */
	public OperationRequest(Action action, List<WorkerId> workers, boolean hard, String subject) {
		this(action, workers, hard, subject, null);
	}

	/**
	 * What can be asked.
	 */
	public enum Action {

		/**
		 * Replace workers.
		 */
		RESTART,

		/**
		 * End workers.
		 */
		SHUTDOWN,

		/**
		 * Start workers that were shut down.
		 */
		START,

		/**
		 * Create the service that is named.
		 */
		CREATE,

		/**
		 * Create the service that is named, from the class that is named after a space.
		 */
		CREATE_FROM_CLASS,

		/**
		 * Give workers something else to run.
		 */
		UPDATE,

		/**
		 * Abort the operation that is named.
		 */
		ABORT,

		/**
		 * Tell of the operation that is named.
		 */
		FIND,

		/**
		 * Wait for the end of the operation that is named.
		 */
		AWAIT,

		/**
		 * Tell which cluster runs the shard that is named.
		 */
		OWNER_OF_SHARD,

		/**
		 * Tell which cluster gets the events of the guild that is named.
		 */
		OWNER_OF_GUILD

	}

}
