package io.github.fleetboot.test.discord.control;

/**
 * A request that cannot be served.
 */
final class ControlException extends RuntimeException {

	private final int status;

	ControlException(int status, String message) {
		super(message);
		this.status = status;
	}

	static ControlException bad(String message) {
		return new ControlException(400, message);
	}

	int status() {
		return this.status;
	}

}
