package io.github.fleetboot.ipc;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the futures of requests complete by default. The running requests, which are
 * bounded, bound its queue.
 */
final class Callbacks {

	static final Executor SHARED = create();

	private Callbacks() {
	}

	/**
	 * Run a task, come what may: a future that is not completed is worse than one that is
	 * completed on the wrong thread.
	 * @param executor where to run it
	 * @param task the task
	 */
	static void run(Executor executor, Runnable task) {
		try {
			executor.execute(task);
		}
		catch (RuntimeException ex) {
			task.run();
		}
	}

	private static Executor create() {
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor executor = new ThreadPoolExecutor(4, 4, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "fleet-ipc-callback-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
