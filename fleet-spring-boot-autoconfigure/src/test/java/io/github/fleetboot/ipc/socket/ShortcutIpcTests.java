package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over shortcuts.
 */
class ShortcutIpcTests extends AbstractIpcContractTests {

	@Override
	boolean unix() {
		return true;
	}

	@Override
	int shortcutAfter() {
		return 1;
	}

}
