package io.github.fleetboot.gateway.identify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.identify.IdentifyBucket.Held;
import io.github.fleetboot.gateway.identify.IdentifyBucket.Waiting;

/**
 * Gives leave to identify: one at a time in each concurrency bucket, none before the
 * interval since the last one has passed, none beyond the daily budget. RESUME needs no
 * leave.
 * <p>
 * A lease ends when its holder says so, when the holder is gone, or when it expires. Not
 * thread-safe: all methods are to be called on one thread, which also runs what is given
 * to the scheduler.
 *
 * @see <a href=
 * "https://discord.com/developers/docs/events/gateway#rate-limiting">Discord: Gateway
 * rate limiting</a>
 */
public final class IdentifyCoordinator {

	private static final long EXPIRY_NANOS = Duration.ofSeconds(60).toNanos();

	private final Map<Integer, IdentifyBucket> buckets = new HashMap<>();

	private final int maxConcurrency;

	private final long intervalNanos;

	private final IdentifyBudget budget;

	private final LongSupplier nanoTime;

	private final BiConsumer<Runnable, Duration> scheduler;

	private long leases;

	/**
	 * Create a coordinator.
	 * @param limit what Discord allows
	 * @param interval the time between two IDENTIFYs of a bucket, margin included
	 * @param nanoTime a monotonic clock, in nanoseconds
	 * @param scheduler runs a task on the caller's thread after a delay
	 */
	public IdentifyCoordinator(SessionStartLimit limit, Duration interval, LongSupplier nanoTime,
			BiConsumer<Runnable, Duration> scheduler) {
		this.maxConcurrency = limit.maxConcurrency();
		this.intervalNanos = interval.toNanos();
		this.budget = new IdentifyBudget(limit, nanoTime);
		this.nanoTime = nanoTime;
		this.scheduler = scheduler;
	}

	/**
	 * Ask for leave to identify a shard.
	 * @param holder the cluster that asks
	 * @param shard the shard
	 * @return completes with the lease when its turn has come; cancel it to step out of
	 * the queue
	 */
	public CompletableFuture<IdentifyLease> acquire(WorkerId holder, int shard) {
		IdentifyBucket bucket = this.buckets.computeIfAbsent(shard % this.maxConcurrency,
				(key) -> new IdentifyBucket(this.nanoTime.getAsLong()));
		bucket.supersede(holder, shard, this.nanoTime.getAsLong() + this.intervalNanos);
		Waiting waiting = new Waiting(holder, shard, new CompletableFuture<>());
		bucket.enqueue(waiting);
		advance(bucket);
		return waiting.future();
	}

	/**
	 * The holder has just sent its IDENTIFY, be it after its lease expired.
	 * @param leaseId the lease
	 */
	public void sent(long leaseId) {
		IdentifyBucket bucket = this.buckets.get(key(leaseId));
		if (bucket != null) {
			bucket.sent(leaseId, this.nanoTime.getAsLong() + this.intervalNanos);
		}
	}

	/**
	 * The holder still tries to connect: its lease does not expire yet.
	 * @param leaseId the lease; one that has ended is ignored
	 */
	public void renew(long leaseId) {
		IdentifyBucket bucket = this.buckets.get(key(leaseId));
		if (bucket != null && holds(bucket, leaseId)) {
			bucket.renew(this.nanoTime.getAsLong() + EXPIRY_NANOS);
			advanceLater(bucket, EXPIRY_NANOS);
		}
	}

	/**
	 * The holder is done: its session is ready, was refused, or the connection was lost.
	 * @param leaseId the lease; one that has ended is ignored
	 */
	public void release(long leaseId) {
		IdentifyBucket bucket = this.buckets.get(key(leaseId));
		if (bucket != null && holds(bucket, leaseId)) {
			bucket.release(this.nanoTime.getAsLong() + this.intervalNanos);
			advance(bucket);
		}
	}

	/**
	 * A cluster is gone: end its leases, and take it out of the queues.
	 * @param holder the cluster
	 */
	public void forget(WorkerId holder) {
		for (IdentifyBucket bucket : this.buckets.values()) {
			bucket.forget(holder, this.nanoTime.getAsLong() + this.intervalNanos);
			advance(bucket);
		}
	}

	/**
	 * What is left of the budget.
	 * @return the limit as of now
	 */
	public SessionStartLimit limit() {
		return this.budget.current();
	}

	/**
	 * How long a number of shards needs at least to identify one after another.
	 * @param shards the number of shards
	 * @return the time from the first to the last IDENTIFY
	 */
	public Duration shortestTime(int shards) {
		long rounds = (shards + this.maxConcurrency - 1L) / this.maxConcurrency;
		return Duration.ofNanos(Math.max(0, rounds - 1) * this.intervalNanos);
	}

	private void advance(IdentifyBucket bucket) {
		long now = this.nanoTime.getAsLong();
		Held held = bucket.held();
		if (held != null && now - held.expiryNanos() >= 0) {
			bucket.release(now + this.intervalNanos);
			held = null;
		}
		Waiting next = bucket.next();
		if (held != null || next == null) {
			return;
		}
		if (now - bucket.coolAtNanos() < 0) {
			advanceLater(bucket, bucket.coolAtNanos() - now);
		}
		else if (!this.budget.take()) {
			advanceLater(bucket, Math.max(1, this.budget.current().resetAfter().toNanos()));
		}
		else {
			grant(bucket, next, now + EXPIRY_NANOS);
		}
	}

	private void grant(IdentifyBucket bucket, Waiting waiting, long expiryNanos) {
		IdentifyLease lease = new IdentifyLease(nextLeaseId(waiting.shard()), waiting.shard());
		bucket.hold(waiting, lease.id(), expiryNanos);
		if (waiting.future().complete(lease)) {
			advanceLater(bucket, EXPIRY_NANOS);
		}
		else {
			bucket.release(this.nanoTime.getAsLong());
			advance(bucket);
		}
	}

	private void advanceLater(IdentifyBucket bucket, long delayNanos) {
		this.scheduler.accept(() -> advance(bucket), Duration.ofNanos(delayNanos));
	}

	/**
	 * The number of a lease tells its bucket.
	 */
	private long nextLeaseId(int shard) {
		return ++this.leases * this.maxConcurrency + shard % this.maxConcurrency;
	}

	private int key(long leaseId) {
		return (int) (leaseId % this.maxConcurrency);
	}

	private static boolean holds(IdentifyBucket bucket, long leaseId) {
		Held held = bucket.held();
		return held != null && held.leaseId() == leaseId;
	}

}
