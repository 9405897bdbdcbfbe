package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcHandlerTests extends AbstractIpcHandlerTests {

	@Override
	boolean unix() {
		return true;
	}

}
