package io.github.fleetboot.ipc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks out for a reply before its thread goes to sleep: to wake takes longer than most
 * replies of a neighbour need. Only while replies do come that soon, for one thread at a
 * time, and where there is another processor.
 */
final class Lookout {

	/** For how long, in nanoseconds. */
	private static final long LOOK = 100_000;

	/** How many replies have to be in time, on balance; one that is late counts twice. */
	private static final int ENOUGH = 8;

	private static final int MOST = 16;

	private final boolean useful = Runtime.getRuntime().availableProcessors() > 1;

	private final AtomicBoolean taken = new AtomicBoolean();

	/** Written without locks: what a thread loses is of no account. */
	private volatile int inTime;

	/**
	 * Wait for a moment, if that is worth it, but leave the processor to whoever wants
	 * it: it may bring the reply.
	 * @param reply what is waited for
	 */
	@SuppressWarnings("ThreadPriorityCheck") // Meant for other processes
	void lookOutFor(CompletableFuture<?> reply) {
		if (!this.useful || this.inTime < ENOUGH || !this.taken.compareAndSet(false, true)) {
			return;
		}
		long start = System.nanoTime();
		while (!reply.isDone() && System.nanoTime() - start < LOOK) {
			Thread.yield();
		}
		this.taken.set(false);
	}

	/**
	 * Learn from a reply.
	 * @param nanos how long it took
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	void came(long nanos) {
		int before = this.inTime;
		this.inTime = (nanos < LOOK) ? Math.min(before + 1, MOST) : Math.max(before - 2, 0);
	}

}
