package io.github.fleetboot.store;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be stored, or is not what it is asked for as. Nothing was changed.
 *
 * @since 0.1.0
 */
public class StoreValueException extends FleetStoreException {

	/**
	 * Create the exception.
	 * @param message which value, and why not
	 * @param action what the reader can do about it
	 * @param cause the cause, if there is one
	 */
	public StoreValueException(String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
	}

}
