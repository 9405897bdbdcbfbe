package io.github.fleetboot.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;

/**
 * Lets a debugger attach to a JVM, from this machine only. The JVM prints at which port
 * it listens.
 *
 * @param port the port, 0 for any that is free
 * @param suspend whether the JVM waits for a debugger before it runs anything
 * @since 0.1.0
 */
public record DebugAgent(int port, boolean suspend) {

	/**
	 * Numeric, so that neither side has to guess which of two families is meant.
	 */
	private static final String LOOPBACK = "127.0.0.1";

	private static final int LAST_PORT = 65_535;

	/**
	 * See whether the JVM will be able to listen: it would end without saying so in terms
	 * of the fleet.
	 * @param worker for whom
	 * @throws FleetException if the port is in use, or is none
	 */
	public void requirePort(WorkerId worker) {
		if (this.port < 0 || this.port > LAST_PORT) {
			throw new FleetException("The debug port of %s would be %d.".formatted(worker, this.port),
					"Set fleet.workers.debug.port to a lower one, or to 0 for any free ones.");
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), this.port));
		}
		catch (IOException ex) {
			throw new FleetException(
					"The debug port %d of %s cannot be used: %s.".formatted(this.port, worker, ex.getMessage()),
					"Set fleet.workers.debug.port to the first of as many free ports as there are workers, or to 0 for "
							+ "any free ones.",
					ex);
		}
	}

	/**
	 * The argument of the JVM.
	 * @return the argument
	 */
	public String argument() {
		return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=%s,address=%s:%d"
			.formatted(this.suspend ? "y" : "n", LOOPBACK, this.port);
	}

}
