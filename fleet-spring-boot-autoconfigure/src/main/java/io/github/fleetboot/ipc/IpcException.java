package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessagingException;

/**
 * Root of the ways in which a call to another member can end without a reply. The message
 * says what was tried and what to do.
 *
 * @since 0.1.0
 */
public abstract class IpcException extends MessagingException {

	private final transient IpcDestination destination;

	IpcException(IpcDestination destination, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.destination = destination;
	}

	/**
	 * What was called.
	 * @return the destination with its route
	 */
	public IpcDestination getDestination() {
		return this.destination;
	}

	/**
	 * The handler route that was called.
	 * @return the route, may be empty
	 */
	public String getRoute() {
		return this.destination.route();
	}

	static String sentence(String detail) {
		return (detail.isEmpty() || detail.endsWith(".")) ? detail : detail + ".";
	}

}
