package io.github.fleetboot.ipc;

/**
 * This end of the IPC, or the receiver's, is closed.
 *
 * @since 0.1.0
 */
public class IpcClosedException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param detail what is closed
	 */
	public IpcClosedException(IpcDestination destination, String detail) {
		super(destination,
				"The call to '%s' ended: %s Calls are possible from the start of the application context until it closes."
					.formatted(destination, sentence(detail)),
				null);
	}

}
