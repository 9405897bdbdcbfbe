package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcShortcutTests extends AbstractIpcShortcutTests {

	@Override
	boolean unix() {
		return false;
	}

}
