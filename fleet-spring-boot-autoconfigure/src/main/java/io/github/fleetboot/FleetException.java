package io.github.fleetboot;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions with which the fleet refuses a configuration or an operation.
 * The message names what was tried and with which value, {@link #getAction()} the cure.
 *
 * @since 0.1.0
 */
public class FleetException extends RuntimeException {

	private final String action;

	/**
	 * Create the exception.
	 * @param message what was tried and why it failed
	 * @param action what the reader can do about it
	 * @param cause the cause, if there is one
	 */
	public FleetException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Create the exception.
	 * @param message what was tried and why it failed
	 * @param action what the reader can do about it
	 */
	public FleetException(String message, String action) {
		this(message, action, null);
	}

	/**
	 * What the reader can do about it.
	 * @return one or more sentences
	 */
	public String getAction() {
		return this.action;
	}

}
