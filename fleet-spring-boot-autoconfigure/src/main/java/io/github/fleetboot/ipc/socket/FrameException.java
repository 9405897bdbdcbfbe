package io.github.fleetboot.ipc.socket;

import java.io.IOException;

/**
 * The other end broke the protocol.
 */
class FrameException extends IOException {

	FrameException(String message) {
		super(message);
	}

}
