package io.github.fleetboot.test.discord.rest;

/**
 * A limit that shows only in the middle of a request.
 */
final class LimitedException extends RuntimeException {

	private final transient RestResponse response;

	LimitedException(RestResponse response) {
		super("rate limited", null, false, false);
		this.response = response;
	}

	RestResponse response() {
		return this.response;
	}

}
