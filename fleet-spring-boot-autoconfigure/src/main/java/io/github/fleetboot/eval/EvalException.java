package io.github.fleetboot.eval;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * An expression is not evaluated, or fails. The message says where in it, and why.
 *
 * @since 0.1.0
 */
public class EvalException extends FleetException {

	/**
	 * Create the exception.
	 * @param message what failed where, and why
	 * @param action what the reader can do about it
	 * @param cause the cause, if there is one
	 */
	public EvalException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

	static EvalException disabled() {
		return new EvalException("No expression is evaluated, since fleet.eval.enabled is not true.",
				"Set fleet.eval.enabled=true if every member of the fleet may run any code in workers.", null);
	}

}
