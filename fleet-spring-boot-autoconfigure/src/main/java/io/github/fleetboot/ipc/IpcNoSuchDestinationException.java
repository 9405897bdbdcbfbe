package io.github.fleetboot.ipc;

/**
 * The destination names no member of the fleet, neither a running nor a planned one, or
 * one that was shut down.
 *
 * @since 0.1.0
 */
public class IpcNoSuchDestinationException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param detail why the member will not come, empty if there is no such member
	 */
	public IpcNoSuchDestinationException(IpcDestination destination, String detail) {
		super(destination, detail.isEmpty()
				? "The fleet has no member '%s'. Check the number or the name; '/actuator/fleet' lists the members."
					.formatted(destination.address())
				: "'%s' cannot be reached: %s".formatted(destination.address(), sentence(detail)), null);
	}

}
