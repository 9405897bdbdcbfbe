package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * What one member made of a request to several.
 *
 * @param source the member
 * @param value its reply, {@code null} if the handler returned nothing or failed
 * @param failure why there is no reply, {@code null} if there is one
 * @param <T> the type of the reply
 * @since 0.1.0
 */
public record IpcReply<T>(WorkerId source, @Nullable T value, @Nullable IpcException failure) {

	/**
	 * Whether the member replied.
	 * @return {@code false} if there is a {@link #failure()}
	 */
	public boolean isSuccess() {
		return this.failure == null;
	}

	/**
	 * The reply, or its failure thrown.
	 * @return the reply, {@code null} if the handler returned nothing
	 * @throws IpcException the failure
	 */
	public @Nullable T valueOrThrow() {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.value;
	}

}
