package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * Is told what becomes of a request. Called on an I/O thread, one call at a time: must
 * not block.
 *
 * @since 0.1.0
 */
public interface IpcReplies {

	/**
	 * A member replied.
	 * @param source the member
	 * @param content its reply, encoded
	 */
	void reply(WorkerId source, IpcContent content);

	/**
	 * A member, or the call as a whole, failed.
	 * @param source the member, {@code null} if none can be named
	 * @param failure what happened
	 */
	void failure(@Nullable WorkerId source, IpcException failure);

	/**
	 * Nothing more will come.
	 */
	default void completed() {
	}

}
