package io.github.fleetboot.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Calls the service from a cluster, through the Admiral, and takes the time.
 */
@ClusterWorker
class Caller {

	private static final IpcDestination ECHO = IpcDestination.service("echo").route("echo");

	private final IpcTemplate ipc;

	Caller(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@MessageMapping("measure")
	Measurement measure(@Payload Order order) {
		String text = "x".repeat(order.length());
		return new Measurement(oneByOne(text, order.single()), inFlight(text, order.many(), order.inFlight()));
	}

	private long[] oneByOne(String text, int calls) {
		long[] times = new long[calls];
		for (int call = 0; call < calls; call++) {
			long start = System.nanoTime();
			check(text, this.ipc.convertSendAndReceive(ECHO, text, String.class));
			times[call] = System.nanoTime() - start;
		}
		return times;
	}

	private double inFlight(String text, int calls, int atOnce) {
		Semaphore permits = new Semaphore(atOnce);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		long start = System.nanoTime();
		for (int call = 0; call < calls; call++) {
			permits.acquireUninterruptibly();
			this.ipc.requestAsync(ECHO, text, String.class)
				.thenAccept((reply) -> check(text, reply))
				.whenComplete((unused, ex) -> {
					if (ex != null) {
						failure.compareAndSet(null, ex);
					}
					permits.release();
				});
		}
		permits.acquireUninterruptibly(atOnce);
		if (failure.get() != null) {
			throw new IllegalStateException(failure.get());
		}
		return calls / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
	}

	private static void check(String text, String reply) {
		if (!text.equals(reply)) {
			throw new IllegalStateException("the echo is not what was said");
		}
	}

}
