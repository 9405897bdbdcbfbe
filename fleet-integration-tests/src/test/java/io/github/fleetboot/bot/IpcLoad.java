package io.github.fleetboot.bot;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;

/**
 * How fast a cluster gets replies of a service, through the Admiral.
 *
 * @param p50Micros the median of one call at a time
 * @param p99Micros within this time 99 of 100 calls end, one at a time
 * @param perSecond how many calls end in a second, 64 at a time
 */
record IpcLoad(double p50Micros, double p99Micros, long perSecond) {

	private static final int WARM_UP = 20_000;

	private static final int SINGLE = 5_000;

	private static final int IN_FLIGHT = 64;

	private static final int MANY = 100_000;

	static IpcLoad run(IpcTemplate ipc, IpcDestination echo) {
		inFlight(ipc, echo, WARM_UP);
		oneByOne(ipc, echo, SINGLE);
		long[] times = oneByOne(ipc, echo, SINGLE);
		Arrays.sort(times);
		long start = System.nanoTime();
		inFlight(ipc, echo, MANY);
		long took = System.nanoTime() - start;
		return new IpcLoad(times[times.length / 2] / 1000.0, times[times.length * 99 / 100] / 1000.0,
				MANY * TimeUnit.SECONDS.toNanos(1) / took);
	}

	private static long[] oneByOne(IpcTemplate ipc, IpcDestination echo, int calls) {
		long[] times = new long[calls];
		for (int call = 0; call < calls; call++) {
			Sample sample = Sample.of(call);
			long start = System.nanoTime();
			Sample reply = ipc.convertSendAndReceive(echo, sample, Sample.class);
			times[call] = System.nanoTime() - start;
			if (!sample.equals(reply)) {
				throw new IllegalStateException(reply + " instead of " + sample);
			}
		}
		return times;
	}

	private static void inFlight(IpcTemplate ipc, IpcDestination echo, int calls) {
		Semaphore permits = new Semaphore(IN_FLIGHT);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		for (int call = 0; call < calls; call++) {
			permits.acquireUninterruptibly();
			ipc.requestAsync(echo, Sample.of(call), Sample.class).whenComplete((reply, ex) -> {
				if (ex != null) {
					failure.compareAndSet(null, ex);
				}
				permits.release();
			});
		}
		permits.acquireUninterruptibly(IN_FLIGHT);
		if (failure.get() != null) {
			throw new IllegalStateException(failure.get());
		}
	}

}
