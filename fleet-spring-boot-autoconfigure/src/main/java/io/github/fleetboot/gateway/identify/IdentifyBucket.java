package io.github.fleetboot.gateway.identify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The shards of one rate limit key, {@code shard_id % max_concurrency}: who waits, who
 * holds the lease, and since when the key is cool. Not thread-safe.
 */
final class IdentifyBucket {

	private final Deque<Waiting> queue = new ArrayDeque<>();

	private @Nullable Held held;

	private long coolAtNanos;

	IdentifyBucket(long nowNanos) {
		this.coolAtNanos = nowNanos;
	}

	void enqueue(Waiting waiting) {
		this.queue.add(waiting);
	}

	@Nullable Waiting next() {
		this.queue.removeIf((waiting) -> waiting.future().isDone());
		return this.queue.peek();
	}

	void hold(Waiting waiting, long leaseId, long expiryNanos) {
		this.queue.remove(waiting);
		this.held = new Held(leaseId, waiting.holder(), waiting.shard(), expiryNanos, false);
	}

	@Nullable Held held() {
		return this.held;
	}

	long coolAtNanos() {
		return this.coolAtNanos;
	}

	/**
	 * An IDENTIFY was sent: counts, even if the lease has expired meanwhile.
	 * @param leaseId the lease it was sent with
	 * @param coolAtNanos when the next one may follow
	 */
	void sent(long leaseId, long coolAtNanos) {
		Held held = this.held;
		if (held != null && held.leaseId() == leaseId) {
			this.held = new Held(held.leaseId(), held.holder(), held.shard(), held.expiryNanos(), true);
		}
		this.coolAtNanos = coolAtNanos;
	}

	void renew(long expiryNanos) {
		Held held = this.held;
		if (held != null) {
			this.held = new Held(held.leaseId(), held.holder(), held.shard(), expiryNanos, held.sent());
		}
	}

	/**
	 * A holder that asks anew for the same shard has no use for its lease any more: the
	 * session is over, or it never heard of the lease.
	 */
	void supersede(WorkerId holder, int shard, long coolAtNanosIfUnsaid) {
		if (this.held != null && this.held.holder().equals(holder) && this.held.shard() == shard) {
			release(coolAtNanosIfUnsaid);
		}
	}

	/**
	 * The lease has ended.
	 * @param coolAtNanosIfUnsaid when the interval ends if nobody said when the IDENTIFY
	 * left, for then it may have been just now
	 */
	void release(long coolAtNanosIfUnsaid) {
		if (this.held != null && !this.held.sent()) {
			this.coolAtNanos = coolAtNanosIfUnsaid;
		}
		this.held = null;
	}

	void forget(WorkerId holder, long coolAtNanosIfUnsaid) {
		for (Waiting waiting : this.queue) {
			if (waiting.holder().equals(holder)) {
				waiting.future().cancel(false);
			}
		}
		if (this.held != null && this.held.holder().equals(holder)) {
			release(coolAtNanosIfUnsaid);
		}
	}

	record Waiting(WorkerId holder, int shard, CompletableFuture<IdentifyLease> future) {
	}

	record Held(long leaseId, WorkerId holder, int shard, long expiryNanos, boolean sent) {
	}

}
