package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over a Unix domain socket.
 */
class UnixSocketIpcPayloadTests extends AbstractIpcPayloadTests {

	@Override
	boolean unix() {
		return true;
	}

}
