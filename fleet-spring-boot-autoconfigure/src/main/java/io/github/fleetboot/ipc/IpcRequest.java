package io.github.fleetboot.ipc;

import io.github.fleetboot.WorkerId;

/**
 * A request that waits for its answer. The first answer counts, later ones are ignored.
 * Safe for use by any thread.
 *
 * @since 0.1.0
 */
public interface IpcRequest {

	/**
	 * Who asks.
	 * @return the member
	 */
	WorkerId source();

	/**
	 * The handler route.
	 * @return the route, may be empty
	 */
	String route();

	/**
	 * What is asked.
	 * @return the encoded request
	 */
	IpcContent content();

	/**
	 * Whether an answer would still reach somebody.
	 * @return {@code false} once answered, cancelled or past the caller's deadline
	 */
	boolean isOpen();

	/**
	 * Answer.
	 * @param content the encoded reply
	 */
	void reply(IpcContent content);

	/**
	 * Answer with a failure.
	 * @param failure what the caller will be told
	 */
	void fail(IpcFailure failure);

	/**
	 * Have something done if the caller gives up before an answer is there. Runs at once
	 * if that has happened already, else on an I/O thread: must not block.
	 * @param action what to do
	 */
	void onCancel(Runnable action);

}
