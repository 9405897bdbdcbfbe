package io.github.fleetboot.worker.logging;

import io.github.fleetboot.logging.LogBatch;

/**
 * Takes batches to the Admiral.
 */
public interface LogSink {

	/**
	 * Whether the Admiral can be reached right now.
	 * @return {@code true} if it can
	 */
	boolean isOpen();

	/**
	 * Send a batch, and wait until the Admiral has logged it.
	 * @param batch the batch
	 * @return {@code false} if it may not have arrived, and is to be sent again
	 * @throws RuntimeException if the Admiral will never take it
	 */
	boolean send(LogBatch batch);

}
