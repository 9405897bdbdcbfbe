package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcShortHandlerTests extends AbstractIpcShortHandlerTests {

	@Override
	boolean unix() {
		return true;
	}

}
