package io.github.fleetboot.worker;

import java.time.Duration;

/**
 * A worker's connection to its Admiral, which restores itself when it is lost.
 */
public interface AdmiralConnection {

	/**
	 * Connect, and prove this worker's identity.
	 * @param lost called when the connection is lost, on a thread that must not be
	 * blocked
	 * @param restored called when it is there again, likewise
	 */
	void open(Runnable lost, Runnable restored);

	/**
	 * Whether the connection stands.
	 * @return {@code true} if it does
	 */
	boolean isOpen();

	/**
	 * Wait until all that other members have asked of this worker is answered.
	 * @param timeout how long to wait at most
	 */
	default void finishRequests(Duration timeout) {
	}

	/**
	 * Close it for good.
	 */
	void close();

}
