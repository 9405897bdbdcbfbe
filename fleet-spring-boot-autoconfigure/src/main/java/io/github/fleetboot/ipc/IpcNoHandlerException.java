package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * The receiver has no handler for the route.
 *
 * @since 0.1.0
 */
public class IpcNoHandlerException extends IpcException {

	private final transient @Nullable WorkerId member;

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param member the member without a handler, {@code null} if it is not known
	 */
	public IpcNoHandlerException(IpcDestination destination, @Nullable WorkerId member) {
		super(destination,
				"%s has no handler for the route '%s'. Add a @MessageMapping(\"%s\") method to one of its fleet beans, or correct the route."
					.formatted((member != null) ? member : destination.address(), destination.route(),
							destination.route()),
				null);
		this.member = member;
	}

	/**
	 * The member without a handler.
	 * @return the member, {@code null} if it is not known
	 */
	public @Nullable WorkerId getMember() {
		return this.member;
	}

}
