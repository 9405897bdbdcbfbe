package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over shortcuts.
 */
class ShortcutIpcShortHandlerTests extends AbstractIpcShortHandlerTests {

	@Override
	boolean unix() {
		return true;
	}

	@Override
	int shortcutAfter() {
		return 1;
	}

}
