package io.github.fleetboot.test.discord.rest;

/**
 * An answer that is an error.
 */
public final class RestException extends RuntimeException {

	private final int status;

	private final int code;

	public RestException(int status, int code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	public int status() {
		return this.status;
	}

	public int code() {
		return this.code;
	}

	public RestResponse response() {
		String message = getMessage();
		return RestResponse.error(this.status, this.code, (message != null) ? message : "");
	}

}
