package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ipc.socket.IpcOptions;

/**
 * Makes the transport's options of the properties.
 */
final class IpcSettings {

	private static final long MOST_BYTES = 1L << 30;

	private IpcSettings() {
	}

	static IpcOptions options(FleetProperties properties) {
		long bytes = properties.ipc().maxPayload().toBytes();
		if (bytes < 1 || bytes > MOST_BYTES) {
			throw new FleetException("fleet.ipc.max-payload=" + bytes + "B is not a limit for a message.",
					"Set it to a size between 1B and 1GB; larger things belong into a file or a store.");
		}
		int requests = properties.ipc().shortcutAfter();
		if (requests < 0) {
			throw new FleetException("fleet.ipc.shortcut-after=" + requests + " is no number of requests.",
					"Set it to 1 or more, or to 0 if all requests are to pass the Admiral.");
		}
		return IpcOptions.defaults().withMaxPayload((int) bytes).withShortcutAfter(requests);
	}

}
