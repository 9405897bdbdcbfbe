package io.github.fleetboot.store;

import org.jspecify.annotations.Nullable;

/**
 * The store does not take what it was given, since that would exceed a limit. Nothing was
 * changed.
 *
 * @since 0.1.0
 */
public class StoreLimitException extends FleetStoreException {

	private final String property;

	/**
	 * Create the exception.
	 * @param property the configuration property that holds the limit
	 * @param message what was tried, with its size and the limit
	 * @param action what the reader can do about it
	 * @param cause the cause, if there is one
	 */
	public StoreLimitException(String property, String message, String action, @Nullable Throwable cause) {
		super(message, action, cause);
		this.property = property;
	}

	/**
	 * The configuration property that holds the limit.
	 * @return its name
	 */
	public String getProperty() {
		return this.property;
	}

}
