package io.github.fleetboot.ipc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * The Admiral's side: accepts the workers and carries their messages to one another. Its
 * methods may be called from any thread.
 *
 * @since 0.1.0
 */
public interface IpcHub extends AutoCloseable {

	/**
	 * The Admiral's own end.
	 * @return the link, which lives as long as the hub: closing it has no effect
	 */
	IpcLink link();

	/**
	 * What workers connect to.
	 * @return {@code unix:<path>} or {@code tcp:127.0.0.1:<port>}
	 */
	String address();

	/**
	 * Whether a member is connected.
	 * @param id the member
	 * @return {@code true} from its admission until its link ends; always for the Admiral
	 */
	boolean isConnected(WorkerId id);

	/**
	 * End the connection of a member. Does nothing if it has none; does not wait.
	 * @param id the member
	 */
	void disconnect(WorkerId id);

	/**
	 * Let another JVM of a member join beside the present one. It stands by when it
	 * connects: nothing is sent to it but what names it by its
	 * {@linkplain IpcDestination#worker(WorkerId, int) incarnation}. Does not wait.
	 * @param id the member
	 * @param incarnation which of its JVMs
	 */
	void expect(WorkerId id, int incarnation);

	/**
	 * Send a member's JVM no more messages, except by its incarnation. It keeps its
	 * connection and answers what it has in its hands. Messages go to the JVM that is
	 * expected, from now on if it stands by, and else, or if there is none, wait for one
	 * that connects.
	 * @param id the member
	 * @return completes when it is done, on the hub's thread
	 */
	CompletableFuture<Void> retire(WorkerId id);

	/**
	 * How long the last ping to a member took there and back. While a ping is unanswered
	 * for longer than that, the time it has been waiting.
	 * @param id the member
	 * @return the round trip, {@code null} before the first answer and for members that
	 * are not connected
	 */
	@Nullable Duration latency(WorkerId id);

	/**
	 * How many messages without reply reached none of those, or not all, for whom they
	 * were meant. The log tells of them once a second at most.
	 * @return the number since the start, one for each member that missed one
	 */
	long droppedMessages();

	/**
	 * What the hub has in its hands.
	 * @return completes with the figures, on the hub's thread; with
	 * {@link IpcHubFigures#NONE} if the hub is closed
	 */
	CompletableFuture<IpcHubFigures> figures();

	/**
	 * Disconnect everybody, close the Admiral's own end and remove the socket. Waits up
	 * to two seconds.
	 */
	@Override
	void close();

}
