package io.github.fleetboot.admiral.logging;

import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogCounts;

/**
 * What is known of the log of one worker. Thread-safe.
 */
final class WorkerLog {

	private LastWords lastWords = new LastWords();

	private LogCounts counts = LogCounts.NONE;

	private long stream;

	private long number;

	synchronized LastWords begin() {
		this.lastWords = new LastWords();
		this.counts = LogCounts.NONE;
		return this.lastWords;
	}

	synchronized LastWords lastWords() {
		return this.lastWords;
	}

	synchronized LogCounts counts() {
		return this.counts;
	}

	/**
	 * Count a batch, unless it has come before: a worker that lost its link sends again
	 * what it does not know to have arrived.
	 * @param batch the batch
	 * @return {@code false} if it has come before
	 */
	synchronized boolean isNew(LogBatch batch) {
		if (batch.stream() == this.stream && batch.number() <= this.number) {
			return false;
		}
		long before = (batch.stream() == this.stream) ? this.counts.forwarded() : 0;
		this.stream = batch.stream();
		this.number = batch.number();
		this.counts = new LogCounts(before + batch.records().size(), batch.dropped(), batch.rateLimited());
		return true;
	}

}
