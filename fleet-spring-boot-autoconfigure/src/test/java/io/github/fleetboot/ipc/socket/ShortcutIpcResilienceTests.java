package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over shortcuts.
 */
class ShortcutIpcResilienceTests extends AbstractIpcResilienceTests {

	@Override
	boolean unix() {
		return true;
	}

	@Override
	int shortcutAfter() {
		return 1;
	}

}
