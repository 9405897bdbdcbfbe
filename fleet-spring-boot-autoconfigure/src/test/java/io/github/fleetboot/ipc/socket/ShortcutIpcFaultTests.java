package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over shortcuts.
 */
class ShortcutIpcFaultTests extends AbstractIpcFaultTests {

	@Override
	boolean unix() {
		return true;
	}

	@Override
	int shortcutAfter() {
		return 1;
	}

}
