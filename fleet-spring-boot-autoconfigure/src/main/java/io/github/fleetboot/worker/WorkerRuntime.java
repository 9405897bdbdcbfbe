package io.github.fleetboot.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.protocol.DrainOrder;
import io.github.fleetboot.protocol.ShardReport;
import io.github.fleetboot.protocol.StartOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The life of a worker: connects to the Admiral once the context stands, begins and
 * drains when it is told to, and ends by itself when the Admiral is gone for too long.
 */
public final class WorkerRuntime implements SmartLifecycle, WorkerTask.Progress {

	private static final Logger logger = LoggerFactory.getLogger(WorkerRuntime.class);

	private static final FleetLog log = FleetLog.of(WorkerRuntime.class);

	private static final Duration VITALS_INTERVAL = Duration.ofSeconds(2);

	/**
	 * How long a signal waits for the Admiral's order, after what others may take to
	 * drain, before the worker drains anyway.
	 */
	private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(30);

	/**
	 * How much longer than its time to drain an end may take before it is forced.
	 */
	private static final Duration END_GRACE = Duration.ofSeconds(5);

	private final CountDownLatch ended = new CountDownLatch(1);

	private final AtomicBoolean ending = new AtomicBoolean();

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "fleet-worker");
		thread.setDaemon(true);
		return thread;
	});

	private final ConfigurableApplicationContext context;

	private final AdmiralConnection connection;

	private final AdmiralReports reports;

	private final WorkerTask task;

	private final WorkerSettings settings;

	private final WorkerEnd end;

	private final List<Runnable> endListeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable Thread keepAlive;

	private volatile boolean begun;

	private WorkerState lastReport = WorkerState.STARTING;

	private @Nullable Future<?> orphanTimer;

	private volatile boolean admiralGone;

	/**
	 * Create the runtime.
	 * @param context the worker's context, closed when it ends
	 * @param connection the connection to the Admiral
	 * @param reports tells the Admiral
	 * @param task what this worker is there for
	 * @param settings how long to wait for what
	 * @param end ends the JVM
	 */
	public WorkerRuntime(ConfigurableApplicationContext context, AdmiralConnection connection, AdmiralReports reports,
			WorkerTask task, WorkerSettings settings, WorkerEnd end) {
		this.context = context;
		this.connection = connection;
		this.reports = reports;
		this.task = task;
		this.settings = settings;
		this.end = end;
	}

	@Override
	public void start() {
		if (this.ending.get()) {
			throw new IllegalStateException("This worker was killed while it started");
		}
		Thread thread = new Thread(this::stayAlive, "fleet-keep-alive");
		thread.setDaemon(!this.end.ownsJvm());
		this.keepAlive = thread;
		thread.start();
		if (this.end.ownsJvm()) {
			Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "fleet-signal"));
		}
		this.connection.open(() -> admiralLost(false), this::admiralBack);
		log.info(LogTopic.CODE_LOADED, "The beans of this worker are there; it waits for its turn");
		report(WorkerState.STANDBY);
		this.scheduler.scheduleWithFixedDelay(this::changed, 0, VITALS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * The context is closing, be it that the worker drains or that the application closes
	 * it.
	 */
	@Override
	public void stop() {
		if (this.ending.compareAndSet(false, true)) {
			this.endListeners.forEach(Runnable::run);
			finish(this.settings.shutdownTimeout(), WorkerExit.DRAINED, false);
		}
	}

	/**
	 * Have something done as soon as this worker begins to end, while all its beans are
	 * still there.
	 * @param action what to do; must not block
	 */
	public void onEnding(Runnable action) {
		this.endListeners.add(action);
	}

	/**
	 * A context that is paused between tests keeps its fleet.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public boolean isRunning() {
		return this.keepAlive != null && this.ended.getCount() > 0;
	}

	void begin(StartOrder order) {
		if (this.begun) {
			return;
		}
		this.begun = true;
		report(WorkerState.CONNECTING);
		try {
			this.task.start(order, this);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	void drain(DrainOrder order) {
		Duration timeout = Duration.ofMillis(order.timeoutMillis());
		endWith(WorkerExit.DRAINED, timeout, order.finish());
	}

	/**
	 * Stop at once and silently, as if the JVM were killed: it is not, since others live
	 * there. The context stays open.
	 */
	public void abandon() {
		this.ending.set(true);
		this.connection.close();
		this.scheduler.shutdownNow();
		this.ended.countDown();
		this.task.stop(Duration.ZERO);
	}

	/**
	 * The pipe to the Admiral, or the connection to it, is lost.
	 * @param forGood whether the Admiral's process is known to be gone
	 */
	public synchronized void admiralLost(boolean forGood) {
		if (this.ending.get() || (this.admiralGone && !forGood)) {
			return;
		}
		this.admiralGone = true;
		logger.warn("The Admiral is gone; this worker goes on for {} and then ends", this.settings.orphanTimeout());
		if (this.orphanTimer == null) {
			this.orphanTimer = this.scheduler.schedule(
					() -> endWith(WorkerExit.ORPHANED, this.settings.shutdownTimeout()),
					this.settings.orphanTimeout().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void admiralBack() {
		this.admiralGone = false;
		if (this.orphanTimer != null) {
			this.orphanTimer.cancel(false);
			this.orphanTimer = null;
		}
		logger.info("The Admiral is back");
		// What was on its way when the connection broke may be lost
		this.reports.state(this.lastReport);
		changed();
	}

	private synchronized void report(WorkerState state) {
		this.lastReport = state;
		this.reports.state(state);
	}

	@Override
	public void live() {
		report(WorkerState.LIVE);
		changed();
	}

	@Override
	public void changed() {
		try {
			this.reports.vitals(this.task.vitals());
		}
		catch (RuntimeException ex) {
			logger.debug("Vitals were not told", ex);
		}
	}

	@Override
	public void shardChanged(int shard, ShardReport.Change change, @Nullable Closing closing) {
		this.reports.shard(shard, change, closing);
	}

	@Override
	public void failed(Throwable cause) {
		Throwable root = (cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null ? cause.getCause() : cause;
		logger.error("This worker failed to start", root);
		giveUp(root.toString(), null, WorkerExit.START_FAILED);
	}

	@Override
	public void refused(String message, String action) {
		logger.error("{} {}", message, action);
		giveUp(message, action, WorkerExit.REFUSED_BY_DISCORD);
	}

	private void giveUp(String cause, @Nullable String action, WorkerExit exit) {
		new Thread(() -> {
			this.reports.lastWord(cause, action, exit == WorkerExit.REFUSED_BY_DISCORD);
			endWith(exit, this.settings.shutdownTimeout());
		}, "fleet-give-up").start();
	}

	private void endWith(WorkerExit exit, Duration timeout) {
		endWith(exit, timeout, false);
	}

	private void endWith(WorkerExit exit, Duration timeout, boolean finishRequests) {
		if (this.ending.compareAndSet(false, true)) {
			new Thread(() -> {
				long start = System.nanoTime();
				this.endListeners.forEach(Runnable::run);
				if (finishRequests) {
					this.connection.finishRequests(timeout.dividedBy(2));
				}
				finish(timeout.minusNanos(System.nanoTime() - start), exit, true);
			}, "fleet-drain").start();
		}
	}

	/**
	 * A bean or a shutdown hook that hangs must not keep a worker alive, least of all one
	 * without an Admiral to kill it.
	 */
	private Thread endAtLast(Duration timeout, WorkerExit exit) {
		Thread thread = new Thread(() -> {
			try {
				Thread.sleep(timeout.toMillis());
				this.end.endAtOnce(exit);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "fleet-last-resort");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void finish(Duration timeout, WorkerExit exit, boolean endJvm) {
		logger.info("Draining: {}", exit);
		Thread lastResort = endJvm ? endAtLast(timeout.plus(END_GRACE), exit) : null;
		try {
			report(WorkerState.DRAINING);
			// The rest is for the beans
			this.task.stop(timeout.multipliedBy(3).dividedBy(4));
			if (endJvm) {
				this.context.close();
			}
			this.connection.close();
		}
		catch (RuntimeException ex) {
			logger.warn("Drained with a failure", ex);
		}
		finally {
			this.scheduler.shutdownNow();
			this.ended.countDown();
			if (lastResort != null) {
				this.end.end(exit);
				lastResort.interrupt();
			}
			else {
				this.end.leave(exit);
			}
		}
	}

	/**
	 * A signal, or {@code System.exit}: the Admiral decides, since Ctrl-C reaches it and
	 * all its workers at once, and services must outlast clusters.
	 */
	private void signalled() {
		if (this.ended.getCount() == 0) {
			return;
		}
		this.end.shutdownHasBegun();
		if (this.ending.get() || (this.connection.isOpen() && !this.admiralGone)) {
			this.reports.askToEnd("its process was told to end");
			awaitEnd(SIGNAL_PATIENCE.plus(this.settings.shutdownTimeout()));
		}
		if (this.ending.compareAndSet(false, true)) {
			finish(this.settings.shutdownTimeout(), WorkerExit.DRAINED, true);
		}
		else {
			awaitEnd(this.settings.shutdownTimeout());
		}
	}

	private void awaitEnd(Duration patience) {
		try {
			this.ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void stayAlive() {
		try {
			this.ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
