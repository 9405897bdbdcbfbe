package io.github.fleetboot.ipc;

/**
 * A request under way.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IpcCall {

	/**
	 * Give the request up: its replies are told nothing more, and the receivers are asked
	 * to stop. Has no effect once the call has ended.
	 */
	void cancel();

}
