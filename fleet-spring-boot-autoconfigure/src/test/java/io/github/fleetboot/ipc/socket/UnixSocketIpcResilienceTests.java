package io.github.fleetboot.ipc.socket;

/**
 * Runs the resilience suite over a Unix domain socket.
 */
class UnixSocketIpcResilienceTests extends AbstractIpcResilienceTests {

	@Override
	boolean unix() {
		return true;
	}

}
