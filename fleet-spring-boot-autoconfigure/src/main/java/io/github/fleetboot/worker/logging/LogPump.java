package io.github.fleetboot.worker.logging;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogBuffer;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.LogText;
import io.github.fleetboot.logging.PrintedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes records out of the buffer, on a thread of its own: to the Admiral while there is
 * a way to it, one batch at a time, and to standard output before and after that. At the
 * beginning it waits for the Admiral for a while; what it prints then has all its fields
 * for the Admiral to read, at the end it is text, which takes no time.
 */
final class LogPump {

	private static final int BATCH_RECORDS = 256;

	private static final long BATCH_WEIGHT = 32 * 1024;

	private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

	private static final Duration PRINTING = Duration.ofSeconds(1);

	private final Thread thread;

	private final LogBuffer<Supplier<LogRecord>> buffer;

	private final LossReport losses;

	private final PrintStream output;

	private final LongSupplier nanoTime;

	private final long stream;

	private final long patienceEnds;

	private long number;

	private volatile boolean begun;

	private volatile @Nullable LogSink sink;

	private volatile @Nullable Ending ending;

	/**
	 * Create a pump.
	 * @param buffer where the records come from
	 * @param losses tells what is missing
	 * @param output where records go that do not reach the Admiral
	 * @param stream the number of the stream
	 * @param patience how long to wait for {@link #begin} before records are printed
	 * @param nanoTime the time, as {@link System#nanoTime()}
	 */
	LogPump(LogBuffer<Supplier<LogRecord>> buffer, LossReport losses, PrintStream output, long stream,
			Duration patience, LongSupplier nanoTime) {
		this.buffer = buffer;
		this.losses = losses;
		this.output = output;
		this.stream = stream;
		this.nanoTime = nanoTime;
		this.patienceEnds = nanoTime.getAsLong() + patience.toNanos();
		this.thread = new Thread(null, this::run, "fleet-log", 256 * 1024);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Whether this is the thread that sends: what it logs must not be sent again.
	 */
	boolean isCurrentThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Forward from now on.
	 * @param way the way to the Admiral
	 */
	void begin(LogSink way) {
		this.begun = true;
		this.ending = null;
		this.sink = way;
		awake();
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * Forward what there is, and print what comes later. Waits for that.
	 * @param timeout how long to try to reach the Admiral; what did not reach it by then
	 * is printed
	 */
	void finish(Duration timeout) {
		Ending end = new Ending(this.nanoTime.getAsLong() + timeout.toNanos(), new CountDownLatch(1));
		this.ending = end;
		awake();
		try {
			if (!end.done().await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				this.sink = null;
				this.thread.interrupt();
				end.done().await(PRINTING.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awake() {
		LockSupport.unpark(this.thread);
		this.buffer.wake();
	}

	private void run() {
		awaitAdmiral();
		while (true) {
			try {
				// One that comes meanwhile has a round of its own, with what is to be
				// told last
				Ending end = this.ending;
				List<LogRecord> records = next(end != null);
				if (!records.isEmpty()) {
					deliver(records);
				}
				if (end != null && this.buffer.isEmpty()) {
					this.sink = null;
					this.ending = null;
					end.done().countDown();
				}
			}
			catch (InterruptedException ex) {
				// By an end that waits no longer: the next round prints
			}
		}
	}

	private void awaitAdmiral() {
		long left = this.patienceEnds - this.nanoTime.getAsLong();
		while (left > 0 && this.sink == null && this.ending == null) {
			LockSupport.parkNanos(this, left);
			left = this.patienceEnds - this.nanoTime.getAsLong();
		}
	}

	private List<LogRecord> next(boolean last) throws InterruptedException {
		List<Supplier<LogRecord>> taken = this.buffer.take(BATCH_RECORDS, BATCH_WEIGHT, last ? 0 : IDLE);
		List<LogRecord> records = new ArrayList<>(taken.size() + 1);
		for (Supplier<LogRecord> record : taken) {
			try {
				records.add(record.get());
			}
			catch (RuntimeException ex) {
				// Such as that of a value that cannot tell what it is
				print("A record of the log was lost: " + ex);
			}
		}
		LogRecord report = this.losses.next(last);
		if (report != null) {
			records.add(report);
		}
		return records;
	}

	private void deliver(List<LogRecord> records) {
		LogBatch batch = new LogBatch(this.stream, ++this.number, records, this.losses.dropped(),
				this.losses.rateLimited());
		for (LogSink way = this.sink; way != null && mayTry(way); way = this.sink) {
			try {
				if (way.isOpen() && way.send(batch)) {
					return;
				}
			}
			catch (RuntimeException ex) {
				print("The Admiral does not take what this worker logs: " + ex);
				break;
			}
			LockSupport.parkNanos(this, PAUSE);
		}
		if (this.begun || this.ending != null) {
			records.forEach(this::print);
		}
		else {
			records.stream().flatMap((record) -> PrintedRecord.lines(record).stream()).forEach(this::print);
		}
	}

	/**
	 * While the worker lives a batch waits for the Admiral to come back, and the buffer
	 * bounds what follows.
	 */
	private boolean mayTry(LogSink way) {
		Ending end = this.ending;
		return end == null || (way.isOpen() && end.deadline() - this.nanoTime.getAsLong() > 0);
	}

	private void print(LogRecord record) {
		LogText.lines(record, Integer.MAX_VALUE).forEach(this::print);
	}

	/**
	 * Print a line to where records go that do not reach the Admiral.
	 */
	void print(String line) {
		this.output.println(line);
	}

	/**
	 * The end of forwarding.
	 *
	 * @param deadline until when to try to reach the Admiral
	 * @param done counted down when nothing is left
	 */
	private record Ending(long deadline, CountDownLatch done) {
	}

}
