package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.WorkerReport;
import io.github.fleetboot.stats.WorkerMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Answers what the Admiral asks for its statistics. Meters are read on a thread of their
 * own: the application's functions behind them may hang.
 */
public final class StatsHandler implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StatsHandler.class);

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (task) -> {
				Thread thread = new Thread(task, "fleet-meters");
				thread.setDaemon(true);
				return thread;
			});

	private final AtomicBoolean told = new AtomicBoolean();

	private final int incarnation;

	private final WorkerTask task;

	private final MeterSource meters;

	private final HealthSource health;

	private final Duration patience;

	/**
	 * Create the handler.
	 * @param incarnation which of the worker's JVMs this is
	 * @param task knows how the worker fares
	 * @param meters reads the meters
	 * @param health reads the health
	 * @param patience how long that may take; then the answer goes without
	 */
	public StatsHandler(int incarnation, WorkerTask task, MeterSource meters, HealthSource health, Duration patience) {
		this.incarnation = incarnation;
		this.task = task;
		this.meters = meters;
		this.health = health;
		this.patience = patience;
	}

	@MessageMapping(ControlRoutes.STATS)
	CompletableFuture<WorkerReport> stats() {
		return readMeters().thenCombine(this.health.read(this.patience), (meters,
				health) -> new WorkerReport(this.incarnation, this.task.vitals(), this.task.figures(), meters, health));
	}

	private CompletableFuture<WorkerMeters> readMeters() {
		try {
			return CompletableFuture.supplyAsync(this.meters::read, this.executor)
				.completeOnTimeout(WorkerMeters.NONE, this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			if (this.told.compareAndSet(false, true)) {
				logger.warn("The meters of this worker are still being read since the last time: a gauge or a function "
						+ "counter of the application hangs; the statistics go without them");
			}
			return CompletableFuture.completedFuture(WorkerMeters.NONE);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
