package io.github.fleetboot.autoconfigure;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a cluster that JDA uses but does not end. Not executors among the beans,
 * which would take the place of the application's own.
 */
class ClusterThreads implements AutoCloseable {

	private static final int CONNECTING_THREADS = 16;

	private static final int CALLBACK_THREADS = 4;

	private final ScheduledThreadPoolExecutor connecting;

	private final ScheduledThreadPoolExecutor renewing = daemons("fleet-renew", 1);

	private final ScheduledThreadPoolExecutor callbacks = daemons("jda-callback", CALLBACK_THREADS);

	ClusterThreads(int shards) {
		this.connecting = daemons("fleet-connect", Math.min(CONNECTING_THREADS, shards));
	}

	private static ScheduledThreadPoolExecutor daemons(String name, int threads) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
		executor.setKeepAliveTime(1, TimeUnit.MINUTES);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	ScheduledThreadPoolExecutor connecting() {
		return this.connecting;
	}

	ScheduledThreadPoolExecutor renewing() {
		return this.renewing;
	}

	ScheduledThreadPoolExecutor callbacks() {
		return this.callbacks;
	}

	@Override
	public void close() {
		this.connecting.shutdownNow();
		this.renewing.shutdownNow();
		this.callbacks.shutdownNow();
	}

}
