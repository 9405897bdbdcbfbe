package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over loopback TCP.
 */
class TcpIpcPayloadTests extends AbstractIpcPayloadTests {

	@Override
	boolean unix() {
		return false;
	}

}
