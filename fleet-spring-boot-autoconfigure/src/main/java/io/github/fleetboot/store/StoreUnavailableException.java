package io.github.fleetboot.store;

/**
 * The store cannot be reached, or did not answer in time.
 *
 * @since 0.1.0
 */
public class StoreUnavailableException extends FleetStoreException {

	private final boolean outcomeUnknown;

	/**
	 * Create the exception.
	 * @param message what was tried, and why it failed
	 * @param action what the reader can do about it
	 * @param outcomeUnknown whether it was a change that may have taken effect
	 * @param cause the cause
	 */
	public StoreUnavailableException(String message, String action, boolean outcomeUnknown, Throwable cause) {
		super(message, action, cause);
		this.outcomeUnknown = outcomeUnknown;
	}

	/**
	 * Whether the call was a change that may have taken effect.
	 * @return {@code false} if nothing was changed for certain
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown;
	}

}
