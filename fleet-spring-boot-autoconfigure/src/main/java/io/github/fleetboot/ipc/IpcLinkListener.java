package io.github.fleetboot.ipc;

/**
 * Is told how the link of a worker fares. Called on an I/O thread: must not block.
 *
 * @since 0.1.0
 */
public interface IpcLinkListener {

	/**
	 * The link ended against the worker's will. It is being restored.
	 * @param cause why
	 */
	void lost(Throwable cause);

	/**
	 * The link is there again.
	 */
	void restored();

	/**
	 * The Admiral refused to take the worker back. Further attempts follow.
	 * @param reason what the Admiral said
	 */
	default void refused(String reason) {
	}

}
