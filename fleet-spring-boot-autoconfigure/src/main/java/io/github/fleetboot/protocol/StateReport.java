package io.github.fleetboot.protocol;

import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * A worker tells of a change in its life.
 *
 * @param incarnation which of the worker's JVMs tells
 * @param state the new state
 * @param cause why, for {@link WorkerState#FAILED}, and for a
 * {@link WorkerState#DRAINING} that the worker itself asks for
 * @param action what the owner can do about it, if that is known
 * @param refused whether Discord refused the bot for good, so that no other try would
 * help
 */
public record StateReport(int incarnation, WorkerState state, @Nullable String cause, @Nullable String action,
		boolean refused) {

	/**
	 * Tell of a state that needs no explanation.
	 * @param incarnation which of the worker's JVMs tells
	 * @param state the state
	 * @return the report
	 */
	public static StateReport of(int incarnation, WorkerState state) {
		return new StateReport(incarnation, state, null, null, false);
	}

}
