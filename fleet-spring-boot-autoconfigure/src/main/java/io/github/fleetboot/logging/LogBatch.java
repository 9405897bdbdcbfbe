package io.github.fleetboot.logging;

import java.util.List;

/**
 * Some records of a worker on their way to the Admiral. A worker sends the next batch
 * when it knows that the one before has arrived; if it does not know, it sends the same
 * again.
 *
 * @param stream tells the batches of one JVM of the worker from those of another
 * @param number the number of the batch within the stream, from 1
 * @param records the records, oldest first
 * @param dropped how many records of the stream were left out for want of room, so far
 * @param rateLimited how many were left out because there were too many, so far
 * @since 0.1.0
 */
public record LogBatch(long stream, long number, List<LogRecord> records, long dropped, long rateLimited) {

	public LogBatch {
		records = List.copyOf(records);
	}

}
