package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcShortHandlerTests extends AbstractIpcShortHandlerTests {

	@Override
	boolean unix() {
		return false;
	}

}
