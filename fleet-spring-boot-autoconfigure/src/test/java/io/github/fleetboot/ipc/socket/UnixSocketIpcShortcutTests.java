package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcShortcutTests extends AbstractIpcShortcutTests {

	@Override
	boolean unix() {
		return true;
	}

}
