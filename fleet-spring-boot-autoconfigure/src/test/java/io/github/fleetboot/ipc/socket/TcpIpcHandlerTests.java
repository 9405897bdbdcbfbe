package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcHandlerTests extends AbstractIpcHandlerTests {

	@Override
	boolean unix() {
		return false;
	}

}
