package io.github.fleetboot.ipc;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.fleetboot.WorkerId;

/**
 * A bounded number of threads with a bounded number of tasks.
 */
final class HandlerPool {

	private static final Log logger = LogFactory.getLog(HandlerPool.class);

	private final String name;

	private final int capacity;

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger inTurn = new AtomicInteger();

	private final ThreadPoolExecutor executor;

	private final Map<WorkerId, Turns> turns = new ConcurrentHashMap<>();

	HandlerPool(String name, int threads, int capacity) {
		this.name = name;
		this.capacity = capacity;
		AtomicInteger number = new AtomicInteger();
		// Bounded by the count of what waits: the tasks of senders, one each, always go
		// in
		this.executor = new ThreadPoolExecutor(threads, threads, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, (threads == 1) ? name : name + "-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Run a task as soon as there is a thread.
	 * @param task the task
	 * @return {@code false} if too many are waiting
	 */
	boolean execute(Runnable task) {
		if (this.waiting.incrementAndGet() > this.capacity + this.executor.getMaximumPoolSize()) {
			this.waiting.decrementAndGet();
			return false;
		}
		return submit(new Counted(this, task));
	}

	/**
	 * Whether a task may run beside those of the pool. A pool of one thread promises that
	 * nothing does.
	 */
	boolean hasRoom() {
		int threads = this.executor.getMaximumPoolSize();
		return threads > 1 && this.waiting.get() < threads && !this.executor.isShutdown();
	}

	/**
	 * Run a task on the calling thread, as if it was one of the pool.
	 * @param task the task
	 */
	void runHere(Runnable task) {
		this.waiting.incrementAndGet();
		try {
			run(task);
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	/**
	 * Run a task after those of the same sender.
	 * @param sender the sender
	 * @param task the task
	 * @return {@code false} if too many of that sender are waiting
	 */
	boolean inOrder(WorkerId sender, Runnable task) {
		return this.turns.computeIfAbsent(sender, (key) -> new Turns()).add(task);
	}

	private boolean submit(Runnable task) {
		try {
			this.executor.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A handler failed outside of its method", ex);
		}
	}

	/**
	 * Whether no task runs or waits.
	 */
	boolean isIdle() {
		return this.waiting.get() == 0 && this.inTurn.get() == 0;
	}

	String explain() {
		return this.executor.isShutdown() ? "its handlers are closed"
				: "all %d threads of '%s' are busy and %d requests wait for one"
					.formatted(this.executor.getMaximumPoolSize(), this.name, this.capacity);
	}

	void close() {
		this.executor.shutdownNow();
	}

	/**
	 * A task that is counted from when it is given to the pool.
	 *
	 * @param pool counts it
	 * @param task what to do
	 */
	private record Counted(HandlerPool pool, Runnable task) implements Runnable {

		@Override
		public void run() {
			try {
				HandlerPool.run(this.task);
			}
			finally {
				this.pool.waiting.decrementAndGet();
			}
		}

	}

	/**
	 * The tasks of one sender.
	 */
	private final class Turns implements Runnable {

		private static final int AT_ONCE = 64;

		private final Queue<Runnable> tasks = new ArrayDeque<>();

		private boolean running;

		private synchronized boolean add(Runnable task) {
			if (this.tasks.size() >= HandlerPool.this.capacity) {
				return false;
			}
			this.tasks.add(task);
			HandlerPool.this.inTurn.incrementAndGet();
			if (!this.running) {
				this.running = submit(this);
			}
			return this.running;
		}

		@Override
		public void run() {
			for (int i = 0; i < AT_ONCE; i++) {
				Runnable task;
				synchronized (this) {
					task = this.tasks.poll();
					if (task == null) {
						this.running = false;
						return;
					}
				}
				try {
					HandlerPool.run(task);
				}
				finally {
					HandlerPool.this.inTurn.decrementAndGet();
				}
			}
			submit(this);
		}

	}

}
