package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcTests extends AbstractIpcContractTests {

	@Override
	boolean unix() {
		return false;
	}

}
