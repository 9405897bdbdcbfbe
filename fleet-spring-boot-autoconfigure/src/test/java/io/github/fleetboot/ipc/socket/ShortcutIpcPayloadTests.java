package io.github.fleetboot.ipc.socket;

/**
 * Runs the contract over shortcuts.
 */
class ShortcutIpcPayloadTests extends AbstractIpcPayloadTests {

	@Override
	boolean unix() {
		return true;
	}

	@Override
	int shortcutAfter() {
		return 1;
	}

}
