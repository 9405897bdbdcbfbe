package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcFaultTests extends AbstractIpcFaultTests {

	@Override
	boolean unix() {
		return false;
	}

}
