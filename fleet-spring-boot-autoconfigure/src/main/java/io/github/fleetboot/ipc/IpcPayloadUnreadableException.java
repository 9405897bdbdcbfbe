package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

/**
 * A payload could not be converted, at either end.
 *
 * @since 0.1.0
 */
public class IpcPayloadUnreadableException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param detail which conversion failed, and why
	 * @param cause the cause, if it happened in this JVM
	 */
	public IpcPayloadUnreadableException(IpcDestination destination, String detail, @Nullable Throwable cause) {
		super(destination,
				"A payload of the call to '%s' could not be converted: %s Give both ends types of the same shape."
					.formatted(destination, sentence(detail)),
				cause);
	}

}
