package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcTests extends AbstractIpcContractTests {

	@Override
	boolean unix() {
		return true;
	}

}
