package io.github.fleetboot.ipc.socket;

/**
 * Runs the resilience suite over loopback TCP.
 */
class TcpIpcResilienceTests extends AbstractIpcResilienceTests {

	@Override
	boolean unix() {
		return false;
	}

}
