package io.github.fleetboot;

/**
 * A worker waits for the end of an operation, and ends before: perhaps by that very
 * operation. The operation goes on.
 *
 * @since 0.1.0
 */
public class WorkerEndingException extends FleetException {

	private final String operation;

	/**
	 * Create the exception.
	 * @param worker the worker that ends
	 * @param operation the id of the operation that it waits for
	 */
	public WorkerEndingException(WorkerId worker, String operation) {
		super("%s ends before the operation '%s' does.".formatted(worker, operation),
				"The operation goes on: ask for it from another member of the fleet, or from this worker's replacement.");
		this.operation = operation;
	}

	/**
	 * The operation that was waited for.
	 * @return its id
	 */
	public String getOperation() {
		return this.operation;
	}

}
