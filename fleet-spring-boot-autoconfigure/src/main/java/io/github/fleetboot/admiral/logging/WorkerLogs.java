package io.github.fleetboot.admiral.logging;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.logging.LogBatch;
import io.github.fleetboot.logging.LogCounts;
import io.github.fleetboot.logging.LogRecord;
import io.github.fleetboot.logging.PrintedRecord;
import io.github.fleetboot.protocol.ControlRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.util.ClassUtils;

/**
 * The logs of all workers. Batches are logged on a thread of their own, in the order in
 * which they come, and answered then; as a worker waits for the answer, no more than one
 * batch of each is here. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WorkerLogs implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WorkerLogs.class);

	private static final boolean LOGBACK = ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext",
			WorkerLogs.class.getClassLoader());

	private static final int MOST_BATCHES = 1000;

	private static final Duration CLOSING = Duration.ofSeconds(2);

	private final Map<WorkerId, WorkerLog> logs = new ConcurrentHashMap<>();

	private final CborMessageConverter converter = new CborMessageConverter();

	private final RecordReplay replay;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_BATCHES), (task) -> {
				Thread thread = new Thread(task, "fleet-log");
				thread.setDaemon(true);
				return thread;
			});

	/**
	 * Create the logs, which go to the logging system that is there.
	 * @param nested whether its format makes objects of keys with dots, as ECS does
	 */
	public WorkerLogs(boolean nested) {
		this((LOGBACK && LogbackReplay.isPossible()) ? LogbackReplay.current(nested) : new Slf4jReplay());
	}

	WorkerLogs(RecordReplay replay) {
		this.replay = replay;
		this.executor.allowCoreThreadTimeOut(true);
	}

	@MessageMapping(ControlRoutes.LOG)
	CompletableFuture<Void> log(Message<byte[]> batch, WorkerId sender) {
		try {
			return CompletableFuture.runAsync(() -> take(sender, batch), this.executor);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void take(WorkerId worker, Message<byte[]> message) {
		LogBatch batch = (LogBatch) this.converter.fromMessage(message, LogBatch.class);
		if (batch != null && log(worker).isNew(batch)) {
			LastWords lastWords = log(worker).lastWords();
			batch.records().forEach((record) -> replay(worker, lastWords, record));
		}
	}

	/**
	 * Take a line that the JVM of a worker has printed.
	 * @param worker the worker
	 * @param lastWords what this JVM says last
	 * @param line the line
	 * @return whether it was a record of its log, which is logged now
	 */
	public boolean take(WorkerId worker, LastWords lastWords, String line) {
		LogRecord record = PrintedRecord.read(line);
		if (record == null) {
			return false;
		}
		replay(worker, lastWords, record);
		return true;
	}

	private void replay(WorkerId worker, LastWords lastWords, LogRecord record) {
		lastWords.logged(record);
		try {
			this.replay.replay(worker, record);
		}
		catch (RuntimeException ex) {
			logger.warn("A record of {} could not be logged: {}", worker, record.message(), ex);
		}
	}

	private WorkerLog log(WorkerId worker) {
		return this.logs.computeIfAbsent(worker, (id) -> new WorkerLog());
	}

	/**
	 * A worker gets a new JVM: what the former one said last belongs to its end.
	 * @param worker the worker
	 * @return where its last words will be
	 */
	public LastWords begin(WorkerId worker) {
		return log(worker).begin();
	}

	/**
	 * Wait until what has arrived so far is logged.
	 * @param timeout how long to wait at most
	 * @return completes then, on any thread
	 */
	public CompletableFuture<Void> settled(Duration timeout) {
		CompletableFuture<Void> settled = new CompletableFuture<>();
		try {
			this.executor.execute(() -> settled.complete(null));
		}
		catch (RejectedExecutionException ex) {
			settled.complete(null);
		}
		return settled.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * What became of the records that workers logged.
	 * @return the counts of each worker's present JVM
	 */
	public Map<WorkerId, LogCounts> counts() {
		Map<WorkerId, LogCounts> counts = new TreeMap<>(Comparator.comparing(WorkerId::toString));
		this.logs.forEach((worker, log) -> counts.put(worker, log.counts()));
		return counts;
	}

	/**
	 * Log what has arrived, and take no more.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
