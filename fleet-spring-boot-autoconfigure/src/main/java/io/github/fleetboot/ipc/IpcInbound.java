package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

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

	/**
	 * What has to be done for a request, if it is known to be short.
	 * @param request the request
	 * @return what to run in place of {@link #request}, {@code null} if that has to be
	 * called
	 */
	default @Nullable IpcWork work(IpcRequest request) {
		return null;
	}

}
