package io.github.fleetboot.admiral;

import java.util.List;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the supervisor sees, on the loop's thread.
 */
interface SupervisorListener {

	/**
	 * A worker's JVM has ended.
	 * @param worker the worker
	 */
	void gone(WorkerId worker);

	/**
	 * A worker has gone from one state to another.
	 * @param worker the worker
	 * @param from the former state
	 * @param to the new state
	 * @param cause what went wrong, {@code null} if nothing did
	 */
	void stateChanged(WorkerId worker, WorkerState from, WorkerState to, @Nullable String cause);

	/**
	 * Other workers are to be there than before, or with other shards.
	 * @param workers all of them; of two with the same shards the latter has them now
	 */
	void planned(List<WorkerSpec> workers);

	/**
	 * Whether there is any use in waiting for a worker has changed.
	 * @param worker the worker
	 * @param reason why there is none, {@code null} if there is
	 */
	void absent(WorkerId worker, @Nullable String reason);

	/**
	 * Something may have changed.
	 */
	void changed();

	/**
	 * Discord refused the bot for good.
	 * @param refusal what and why
	 */
	void refused(FleetRefusedException refusal);

}
