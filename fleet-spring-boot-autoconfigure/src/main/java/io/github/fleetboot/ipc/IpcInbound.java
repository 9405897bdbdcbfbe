package io.github.fleetboot.ipc;

import io.github.fleetboot.WorkerId;

/**
 * Receives what other members send. Called on an I/O thread: must not block.
 *
 * @since 0.1.0
 */
public interface IpcInbound {

	/**
	 * A message that gets no reply.
	 * @param source the sender
	 * @param route the handler route, may be empty
	 * @param content the encoded message
	 */
	void message(WorkerId source, String route, IpcContent content);

	/**
	 * A request. Must be answered sooner or later, on any thread.
	 * @param request the request
	 */
	void request(IpcRequest request);

}
