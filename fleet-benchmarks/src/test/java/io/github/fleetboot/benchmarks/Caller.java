package io.github.fleetboot.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

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

	private static final IpcDestination SERVICE = IpcDestination.service("echo");

	private final IpcTemplate ipc;

	Caller(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@MessageMapping("measure")
	Measurement measure(@Payload Order order) {
		String text = "x".repeat(order.length());
		if (order.bytes()) {
			return measure(order, SERVICE.route("echo-bytes"), text.getBytes(StandardCharsets.UTF_8), byte[].class,
					Arrays::equals);
		}
		return measure(order, SERVICE.route("echo"), text, String.class, String::equals);
	}

	private <T> Measurement measure(Order order, IpcDestination echo, T said, Class<T> type,
			BiPredicate<T, T> equality) {
		Consumer<T> check = (reply) -> {
			if (!equality.test(said, reply)) {
				throw new IllegalStateException("the echo is not what was said");
			}
		};
		return new Measurement(oneByOne(echo, said, type, check, order.single()),
				inFlight(echo, said, type, check, order.many(), order.inFlight()));
	}

	private <T> long[] oneByOne(IpcDestination echo, T said, Class<T> type, Consumer<T> check, int calls) {
		long[] times = new long[calls];
		for (int call = 0; call < calls; call++) {
			long start = System.nanoTime();
			check.accept(this.ipc.convertSendAndReceive(echo, said, type));
			times[call] = System.nanoTime() - start;
		}
		return times;
	}

	private <T> double inFlight(IpcDestination echo, T said, Class<T> type, Consumer<T> check, int calls, int atOnce) {
		Semaphore permits = new Semaphore(atOnce);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		long start = System.nanoTime();
		for (int call = 0; call < calls; call++) {
			permits.acquireUninterruptibly();
			this.ipc.requestAsync(echo, said, type).thenAccept(check).whenComplete((unused, ex) -> {
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

}
