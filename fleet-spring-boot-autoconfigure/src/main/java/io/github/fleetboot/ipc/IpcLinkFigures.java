package io.github.fleetboot.ipc;

/**
 * What one end of the IPC has in its hands.
 *
 * @param requestsSent how many of its requests are not answered yet
 * @param requestsReceived how many requests it has not answered yet
 * @param messagesWaiting how many messages, requests and answers wait to leave
 * @param bytesWaiting how many bytes they have, with large payloads that are on their way
 * @param refused how many messages and requests have been refused since the start, since
 * too much was waiting to leave
 * @since 0.1.0
 */
public record IpcLinkFigures(long requestsSent, long requestsReceived, long messagesWaiting, long bytesWaiting,
		long refused) {

	/**
	 * Nothing is under way.
	 */
	public static final IpcLinkFigures NONE = new IpcLinkFigures(0, 0, 0, 0, 0);

	/**
	 * These and others.
	 * @param other the others
	 * @return the sums
	 */
	public IpcLinkFigures plus(IpcLinkFigures other) {
		return new IpcLinkFigures(this.requestsSent + other.requestsSent,
				this.requestsReceived + other.requestsReceived, this.messagesWaiting + other.messagesWaiting,
				this.bytesWaiting + other.bytesWaiting, this.refused + other.refused);
	}

}
