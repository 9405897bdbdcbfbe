package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcFaultTests extends AbstractIpcFaultTests {

	@Override
	boolean unix() {
		return true;
	}

}
