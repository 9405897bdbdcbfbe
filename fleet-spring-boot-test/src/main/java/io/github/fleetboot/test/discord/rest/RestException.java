package io.github.fleetboot.test.discord.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is an error.
 */
final class RestException extends RuntimeException {

	private final int status;

	private final int code;

	private final transient @Nullable ObjectNode errors;

	RestException(int status, int code, String message) {
		this(status, code, message, null);
	}

	/**
	 * Create an answer with reasons.
	 * @param errors what is wrong with which field
	 */
	RestException(int status, int code, String message, @Nullable ObjectNode errors) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.errors = errors;
	}

	RestResponse response() {
		String message = getMessage();
		RestResponse response = RestResponse.error(this.status, this.code, (message != null) ? message : "");
		if (this.errors != null && response.body() instanceof ObjectNode body) {
			body.set("errors", this.errors);
		}
		return response;
	}

}
