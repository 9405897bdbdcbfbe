package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

/**
 * Published in the Admiral when a worker has gone from one state to another.
 *
 * @since 0.1.0
 */
public class WorkerStateChangedEvent extends ApplicationEvent {

	private final WorkerId worker;

	private final WorkerState from;

	private final WorkerState to;

	private final @Nullable String cause;

	/**
	 * Create the event.
	 * @param source who publishes it
	 * @param worker the worker
	 * @param from the former state
	 * @param to the new state
	 * @param cause what went wrong, {@code null} if nothing did
	 */
	public WorkerStateChangedEvent(Object source, WorkerId worker, WorkerState from, WorkerState to,
			@Nullable String cause) {
		super(source);
		this.worker = worker;
		this.from = from;
		this.to = to;
		this.cause = cause;
	}

	/**
	 * The worker.
	 * @return its identity
	 */
	public WorkerId getWorker() {
		return this.worker;
	}

	/**
	 * The former state.
	 * @return the state
	 */
	public WorkerState getFrom() {
		return this.from;
	}

	/**
	 * The new state.
	 * @return the state
	 */
	public WorkerState getTo() {
		return this.to;
	}

	/**
	 * What went wrong.
	 * @return the cause, {@code null} if nothing did
	 */
	public @Nullable String getCause() {
		return this.cause;
	}

	@Override
	public String toString() {
		return this.worker + " was " + this.from + " and is " + this.to
				+ ((this.cause != null) ? ": " + this.cause : "");
	}

}
