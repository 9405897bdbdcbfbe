package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkListener;

/**
 * Opens the two ends of the IPC over a Unix domain socket, or over loopback TCP where the
 * system has none.
 *
 * @since 0.1.0
 */
public final class SocketIpc {

	private SocketIpc() {
	}

	/**
	 * Open the Admiral's side.
	 * @param directory where the socket will be; must exist and be private to this user
	 * @param secret what workers prove themselves with
	 * @param options limits and times
	 * @param directoryOfMembers knows the planned members
	 * @param admission decides who may join
	 * @param inbound receives what workers send to the Admiral
	 * @return the hub, ready for workers
	 * @throws FleetException if the socket cannot be opened
	 */
	public static IpcHub openHub(Path directory, byte[] secret, IpcOptions options, IpcDirectory directoryOfMembers,
			IpcAdmission admission, IpcInbound inbound) {
		return openHub(directory, secret, options, directoryOfMembers, admission, inbound, true);
	}

	static IpcHub openHub(Path directory, byte[] secret, IpcOptions options, IpcDirectory directoryOfMembers,
			IpcAdmission admission, IpcInbound inbound, boolean unixWanted) {
		try {
			return new Hub(Sockets.listen(directory, unixWanted), secret, options, directoryOfMembers, admission,
					inbound)
				.start();
		}
		catch (IOException ex) {
			throw new FleetException("Could not open the socket for the workers in " + directory + ": " + ex,
					"Point 'fleet.directory' to a directory on a local file system that this user can write.", ex);
		}
	}

	/**
	 * Connect a worker. Waits for the first connection; later ones are made by the link
	 * itself whenever it is lost.
	 * @param address the hub's {@link IpcHub#address() address}
	 * @param me who connects
	 * @param secret the fleet's secret
	 * @param options limits and times
	 * @param inbound receives what other members send
	 * @param listener told when the link is lost and restored
	 * @return the link
	 * @throws FleetException if the Admiral is not there or refuses
	 */
	public static IpcLink connect(String address, IpcHello me, byte[] secret, IpcOptions options, IpcInbound inbound,
			IpcLinkListener listener) {
		try {
			SocketLink link = new SocketLink(address, me, secret, options, inbound, listener);
			link.start().join();
			return link;
		}
		catch (CompletionException | CancellationException ex) {
			throw failure(address, me, (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (IOException ex) {
			throw failure(address, me, ex);
		}
	}

	private static FleetException failure(String address, IpcHello me, Throwable cause) {
		return new FleetException(
				me.id() + " could not connect to the Admiral at " + address + ": " + cause.getMessage(),
				"Workers are started by the Admiral; look into its log for the reason, and do not start them yourself.",
				cause);
	}

}
