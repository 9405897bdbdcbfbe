package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.github.fleetboot.WorkerId;

/**
 * One member's end of the fleet's IPC: encoded messages out, replies back. Applications
 * use {@link IpcTemplate} instead. All methods may be called from any thread and none of
 * them blocks, except {@link #close()}, which waits up to two seconds for queued messages
 * to leave.
 *
 * @since 0.1.0
 */
public interface IpcLink extends AutoCloseable {

	/**
	 * Which member this is.
	 * @return the identity that receivers see
	 */
	WorkerId self();

	/**
	 * Whether the Admiral can be reached right now.
	 * @return {@code false} while the link is being restored and after {@link #close()}
	 */
	boolean isConnected();

	/**
	 * Send a message that gets no reply. Messages to one destination arrive in the order
	 * in which they were sent. A message to a member that is planned but not there waits
	 * for it.
	 * @param destination the receivers
	 * @param content the encoded message
	 * @param timeout how long the message may wait on its way before it is dropped
	 * @throws IpcPayloadTooLargeException if the bytes are over the limit
	 * @throws IpcCongestedException if too much is waiting to be sent already
	 * @throws IpcClosedException if this end is closed
	 */
	void send(IpcDestination destination, IpcContent content, Duration timeout);

	/**
	 * Send a request to one member.
	 * @param destination the receiver
	 * @param content the encoded request
	 * @param timeout how long it may take from now until the reply is there
	 * @param replies told exactly one reply or failure
	 * @return the running call
	 * @throws IpcException see {@link #send}; then {@code replies} is not told
	 */
	IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies);

	/**
	 * Send a request to every member a destination names.
	 * @param destination the receivers
	 * @param content the encoded request
	 * @param timeout how long it may take from now until all replies are there
	 * @param replies told one reply or failure for each member, or one failure without a
	 * member if none can be named
	 * @return the running call
	 * @throws IpcException see {@link #send}; then {@code replies} is not told
	 */
	IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies);

	/**
	 * Whether this member has answered all requests that it was given, and its answers
	 * have left.
	 * @return {@code false} while a request of another member is in its hands
	 */
	default boolean isIdle() {
		return true;
	}

	/**
	 * Where to do what follows a reply. Safe to block there.
	 * @return the executor
	 */
	default Executor callbackExecutor() {
		return Callbacks.SHARED;
	}

	/**
	 * What this end has in its hands.
	 * @return the figures as of now
	 */
	default IpcLinkFigures figures() {
		return IpcLinkFigures.NONE;
	}

	/**
	 * Let queued messages leave, fail the running calls with {@link IpcClosedException}
	 * and disconnect. Has no effect if the link is closed already.
	 */
	@Override
	void close();

}
