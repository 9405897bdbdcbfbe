package io.github.fleetboot.test.discord;

/**
 * An answer that is an error.
 */
final class RestException extends RuntimeException {

	private final int status;

	private final int code;

	RestException(int status, int code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	int status() {
		return this.status;
	}

	int code() {
		return this.code;
	}

	RestResponse response() {
		String message = getMessage();
		return RestResponse.error(this.status, this.code, (message != null) ? message : "");
	}

}
