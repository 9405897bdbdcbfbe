package io.github.fleetboot.ipc;

/**
 * The calling thread was interrupted while it waited for the reply. The receiver has been
 * asked to stop.
 *
 * @since 0.1.0
 */
public class IpcCancelledException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param cause the interruption
	 */
	public IpcCancelledException(IpcDestination destination, InterruptedException cause) {
		super(destination,
				"Interrupted while waiting for the reply of '%s'. The request was given up.".formatted(destination),
				cause);
	}

}
