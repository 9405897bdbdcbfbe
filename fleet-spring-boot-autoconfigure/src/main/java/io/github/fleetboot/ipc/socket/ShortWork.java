package io.github.fleetboot.ipc.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.ipc.IpcWork;

/**
 * What is known to be short, handlers of requests and callbacks of replies: the thread
 * that reads, the leader, does it itself, which saves waking another and lets what it
 * sends leave in one write. It may block all the same. Then a second thread, which
 * watches the leader while it works, takes its place, and the former leader ends with
 * what it does.
 */
final class ShortWork {

	private static final Log logger = LogFactory.getLog(ShortWork.class);

	/** How often the watcher looks. Twice this is the longest that reading may stop. */
	private static final long LOOK = 1_000_000;

	/** For how long a leader works before it reads again. */
	private static final long BUDGET = 500_000;

	/** How long the watcher goes on looking when there is no work. */
	private static final long LINGER = 20_000_000;

	/** How many replies leave together. */
	private static final int GATHERED = 8;

	/** How many bytes other threads leave to the leader to send. */
	private static final int FEW = 4096;

	/** Stands for work whose thread is not the leader any more. */
	private static final IpcWork TAKEN = new Taken();

	private final Queue<IpcWork> waiting = new ArrayDeque<>();

	/** What the leader works at; {@link #TAKEN} until a new leader is there. */
	private final AtomicReference<@Nullable IpcWork> running = new AtomicReference<>();

	private final Set<Thread> former = ConcurrentHashMap.newKeySet();

	private final Runnable flush;

	private final Runnable lead;

	private volatile @Nullable Thread leader;

	private volatile @Nullable Thread watcher;

	private volatile boolean looking;

	private volatile boolean closed;

	private boolean accepting;

	/**
	 * Create it.
	 * @param flush sends what has gathered
	 * @param lead reads until it is told that another thread does
	 */
	ShortWork(Runnable flush, Runnable lead) {
		this.flush = flush;
		this.lead = lead;
	}

	/** The calling thread reads from now on. */
	void lead() {
		this.leader = Thread.currentThread();
		this.accepting = false;
		this.running.set(null);
		handOver();
	}

	private void handOver() {
		for (IpcWork work = this.waiting.poll(); work != null; work = this.waiting.poll()) {
			work.handOver();
		}
	}

	/**
	 * Begin, or cease, to accept work; for the leader, before and after it reads.
	 * @param accepting whether {@link #run} follows soon
	 */
	void accept(boolean accepting) {
		this.accepting = accepting;
	}

	/**
	 * Whether the calling thread may add work.
	 * @return whether it is the leader, and reads
	 */
	boolean accepts() {
		return Thread.currentThread() == this.leader && this.accepting;
	}

	/**
	 * Add work; for a thread that may.
	 * @param work the work
	 */
	void add(IpcWork work) {
		this.waiting.add(work);
	}

	/**
	 * Whether what is sent now, by any thread, will leave together with what the leader
	 * sends: it is at work, and sends when it is done. If it loses its place, the next
	 * leader does.
	 * @param outbox what waits to be sent
	 * @return whether the calling thread need not send by itself
	 */
	boolean gathers(Outbox outbox) {
		IpcWork work = this.running.get();
		return work != null && work != TAKEN && (Thread.currentThread() == this.leader || outbox.bytes() < FEW);
	}

	/**
	 * Work; for the leader.
	 * @return {@code false} if the calling thread is not the leader any more
	 */
	boolean run() {
		IpcWork work = this.waiting.poll();
		if (work == null) {
			return true;
		}
		long start = System.nanoTime();
		long now = start;
		int gathered = 0;
		while (work != null) {
			if (now - start > BUDGET) {
				work.handOver();
			}
			else if (!run(work)) {
				return false;
			}
			else if (++gathered % GATHERED == 0) {
				this.flush.run();
			}
			now = System.nanoTime();
			work = this.waiting.poll();
		}
		this.flush.run();
		return true;
	}

	private boolean run(IpcWork work) {
		this.running.set(work);
		if (!this.looking) {
			wakeWatcher();
		}
		try {
			work.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A handler or callback failed", ex);
		}
		// A selector does not wait on a thread that is interrupted
		boolean unused = Thread.interrupted();
		if (this.running.compareAndSet(work, null)) {
			return true;
		}
		this.former.remove(Thread.currentThread());
		return false;
	}

	private void wakeWatcher() {
		Thread present = this.watcher;
		if (present != null) {
			LockSupport.unpark(present);
		}
		else {
			startWatcher();
		}
	}

	private void startWatcher() {
		Thread thread = new Thread(this::watch, "fleet-ipc-watcher");
		thread.setDaemon(true);
		this.watcher = thread;
		this.looking = true;
		thread.start();
	}

	private void watch() {
		long idleSince = System.nanoTime();
		IpcWork last = null;
		while (!this.closed) {
			this.looking = true;
			LockSupport.parkNanos(this, LOOK);
			IpcWork work = this.running.get();
			long now = System.nanoTime();
			if (work != null && work == last && take(work)) {
				work.tooLong();
				this.lead.run();
				return;
			}
			idleSince = (work != null) ? now : idleSince;
			last = work;
			if (now - idleSince > LINGER) {
				this.looking = false;
				if (this.running.get() == null) {
					LockSupport.park(this);
				}
				idleSince = System.nanoTime();
			}
		}
	}

	private boolean take(IpcWork work) {
		Thread before = this.leader;
		if (before == null) {
			return false;
		}
		this.former.add(before);
		if (!this.running.compareAndSet(work, TAKEN)) {
			this.former.remove(before);
			return false;
		}
		before.setName("fleet-ipc-former");
		Thread.currentThread().setName("fleet-ipc");
		this.watcher = null;
		this.looking = false;
		return true;
	}

	/**
	 * Interrupt what runs, and end the watcher; for the leader, who does nothing more.
	 */
	void close() {
		this.closed = true;
		handOver();
		LockSupport.unpark(this.watcher);
		this.former.forEach(Thread::interrupt);
	}

	/**
	 * Nothing at all.
	 */
	private static final class Taken implements IpcWork {

		@Override
		public void run() {
			// Never called
		}

		@Override
		public void tooLong() {
			// Never called
		}

		@Override
		public void handOver() {
			// Never called
		}

	}

}
