package io.github.fleetboot.test.discord.server;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Answers requests that are not Discord's.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpService {

	/**
	 * Answer a request. Called on the emulator's thread, so it must not block.
	 * @param request the request
	 * @return the answer, which may come later; the sender of the request waits
	 */
	CompletionStage<Response> answer(Request request);

	/**
	 * A request.
	 *
	 * @param method the HTTP method
	 * @param path the whole path
	 * @param query the query's parameters; of several with one name the first
	 * @param origin the web page that sent it, {@code null} if none did
	 * @param body the body, empty if there is none
	 */
	record Request(String method, String path, Map<String, String> query, @Nullable String origin, String body) {
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param contentType what the body is, such as {@code application/json}
	 * @param body the body
	 */
	record Response(int status, String contentType, String body) {
	}

}
