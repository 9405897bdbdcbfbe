package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * The handler threw an exception.
 *
 * @since 0.1.0
 */
public class IpcRemoteException extends IpcException {

	private final transient @Nullable WorkerId member;

	private final String remoteType;

	private final String remoteMessage;

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param member the member whose handler failed, {@code null} if it is not known
	 * @param remoteType the class of the handler's exception
	 * @param remoteMessage its message, empty if it has none
	 */
	public IpcRemoteException(IpcDestination destination, @Nullable WorkerId member, String remoteType,
			String remoteMessage) {
		super(destination,
				"The handler of '%s'%s failed with %s%s. Its stack trace is in the log of that member at level DEBUG."
					.formatted(destination, (member != null) ? " on " + member : "", remoteType,
							remoteMessage.isEmpty() ? "" : ": " + remoteMessage),
				null);
		this.member = member;
		this.remoteType = remoteType;
		this.remoteMessage = remoteMessage;
	}

	/**
	 * The member whose handler failed.
	 * @return the member, {@code null} if it is not known
	 */
	public @Nullable WorkerId getMember() {
		return this.member;
	}

	/**
	 * The class of the handler's exception; it need not exist in this JVM.
	 * @return the fully qualified name
	 */
	public String getRemoteType() {
		return this.remoteType;
	}

	/**
	 * The message of the handler's exception.
	 * @return the message, empty if it has none
	 */
	public String getRemoteMessage() {
		return this.remoteMessage;
	}

}
