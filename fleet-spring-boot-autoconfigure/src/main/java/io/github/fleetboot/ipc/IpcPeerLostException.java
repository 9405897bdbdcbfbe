package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * The request had been handed over when its receiver, or the link to it, went away.
 * Whether it was carried out is not known; it is never repeated by itself.
 *
 * @since 0.1.0
 */
public class IpcPeerLostException extends IpcException {

	private final transient @Nullable WorkerId member;

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param member the member that went away, {@code null} if it is not known
	 * @param detail what happened, may be empty
	 */
	public IpcPeerLostException(IpcDestination destination, @Nullable WorkerId member, String detail) {
		super(destination,
				"%s went away with the request to '%s' in its hands. %s Repeat it if it may be carried out twice."
					.formatted((member != null) ? member : "The receiver", destination, sentence(detail))
					.replace(".  Repeat", ". Repeat"),
				null);
		this.member = member;
	}

	/**
	 * The member that went away.
	 * @return the member, {@code null} if it is not known
	 */
	public @Nullable WorkerId getMember() {
		return this.member;
	}

}
