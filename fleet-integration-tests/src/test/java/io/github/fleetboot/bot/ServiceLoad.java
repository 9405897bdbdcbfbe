package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;

/**
 * An even load of requests to a service, each with a number of its own, until it is told
 * to end.
 */
final class ServiceLoad {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final List<CompletableFuture<String>> replies = new ArrayList<>();

	private final AtomicInteger sent = new AtomicInteger();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final IpcTemplate ipc;

	private final String name;

	private final long interval;

	private final Thread thread = new Thread(this::run, "service-load");

	private volatile boolean ended;

	private ServiceLoad(IpcTemplate ipc, String name, int perSecond) {
		this.ipc = ipc;
		this.name = name;
		this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
	}

	static ServiceLoad begin(IpcTemplate ipc, String name, int perSecond) {
		ServiceLoad load = new ServiceLoad(ipc, name, perSecond);
		load.thread.start();
		return load;
	}

	private void run() {
		long next = System.nanoTime();
		while (!this.ended) {
			LockSupport.parkNanos(next - System.nanoTime());
			next += this.interval;
			String id = this.name + "-" + this.sent.getAndIncrement();
			try {
				this.replies
					.add(this.ipc.requestAsync(IpcDestination.service("echo").route("serve"), id, String.class, TIMEOUT)
						.whenComplete((reply, failure) -> {
							if (!id.equals(reply)) {
								this.failures.add(id + ": " + ((failure != null) ? failure : reply));
							}
						}));
			}
			catch (RuntimeException ex) {
				this.failures.add(id + ": " + ex);
			}
		}
	}

	/**
	 * Send no more, and wait for the last reply.
	 */
	Result end() throws InterruptedException {
		this.ended = true;
		this.thread.join();
		for (CompletableFuture<String> reply : this.replies) {
			reply.exceptionally((failure) -> "").join();
		}
		return new Result(this.sent.get(), List.copyOf(this.failures));
	}

	/**
	 * What became of the requests.
	 *
	 * @param requests how many were made
	 * @param failures what became of those without the right reply
	 */
	record Result(int requests, List<String> failures) {
	}

}
