package io.github.fleetboot.ipc;

/**
 * The destination names no member of the fleet, neither a running nor a planned one.
 *
 * @since 0.1.0
 */
public class IpcNoSuchDestinationException extends IpcException {

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param detail more about it, may be empty
	 */
	public IpcNoSuchDestinationException(IpcDestination destination, String detail) {
		super(destination,
				"The fleet has no member '%s'. %s Check the number or the name; '/actuator/fleet' lists the members."
					.formatted(destination.address(), sentence(detail))
					.replace(".  Check", ". Check"),
				null);
	}

}
