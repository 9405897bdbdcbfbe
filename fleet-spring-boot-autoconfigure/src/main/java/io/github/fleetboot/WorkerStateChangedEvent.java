package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * A worker has gone from one state to another.
 *
 * @param worker the worker
 * @param from the former state
 * @param to the new state
 * @param cause what went wrong, {@code null} if nothing did
 * @since 0.1.0
 */
public record WorkerStateChangedEvent(WorkerId worker, WorkerState from, WorkerState to,
		@Nullable String cause) implements FleetEvent {

	@Override
	public String toString() {
		return this.worker + " was " + this.from + " and is " + this.to
				+ ((this.cause != null) ? ": " + this.cause : "");
	}

}
