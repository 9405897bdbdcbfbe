package io.github.fleetboot.ipc;

/**
 * A queue on the way, or the handler pool of the receiver, is full. The request was not
 * carried out.
 *
 * @since 0.1.0
 */
public class IpcCongestedException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param detail what is full
	 */
	public IpcCongestedException(IpcDestination destination, String detail) {
		super(destination, "'%s' cannot take more: %s Send less at a time, or try again later.".formatted(destination,
				sentence(detail)), null);
	}

}
