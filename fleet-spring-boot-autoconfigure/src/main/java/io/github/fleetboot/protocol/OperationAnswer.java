package io.github.fleetboot.protocol;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What the Admiral answers an {@link OperationRequest}.
 *
 * @param operation the operation, {@code null} if there is none, or something else was
 * asked
 * @param worker the worker that was asked for, {@code null} if none was
 * @param refusal why it is refused, {@code null} if it is not
 * @param action what can be done about a refusal
 */
public record OperationAnswer(@Nullable FleetOperation operation, @Nullable WorkerId worker, @Nullable String refusal,
		@Nullable String action) {

	/**
	 * Answer with an operation.
	 * @param operation the operation, {@code null} if there is none
	 * @return the answer
	 */
	public static OperationAnswer of(@Nullable FleetOperation operation) {
		return new OperationAnswer(operation, null, null, null);
	}

	/**
	 * Answer with a worker.
	 * @param worker the worker
	 * @return the answer
	 */
	public static OperationAnswer of(WorkerId worker) {
		return new OperationAnswer(null, worker, null, null);
	}

	/**
	 * Refuse.
	 * @param refusal why, and what can be done about it
	 * @return the answer
	 */
	public static OperationAnswer of(FleetException refusal) {
		return new OperationAnswer(null, null, String.valueOf(refusal.getMessage()), refusal.getAction());
	}

	/**
	 * See that it is no refusal.
	 * @return this
	 * @throws FleetException if it is
	 */
	public OperationAnswer orThrow() {
		if (this.refusal != null) {
			throw new FleetException(this.refusal, String.valueOf(this.action));
		}
		return this;
	}

}
