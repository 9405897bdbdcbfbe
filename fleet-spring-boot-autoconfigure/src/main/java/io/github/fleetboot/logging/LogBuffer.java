package io.github.fleetboot.logging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Records that wait to be forwarded, up to a bound. Adding never waits for anybody: what
 * there is no room for is dropped and counted, the least severe first and among these the
 * oldest. Thread-safe; one thread takes.
 *
 * @param <E> what is kept of a record
 * @since 0.1.0
 */
public final class LogBuffer<E> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** The least severe first. */
	private final Map<Level, Queue<Entry<E>>> byLevel = new LinkedHashMap<>();

	private final LevelCounts dropped = new LevelCounts();

	private final long capacity;

	private long weight;

	private long sequence;

	private boolean woken;

	/**
	 * Create a buffer.
	 * @param capacity the sum of what its records may weigh
	 */
	public LogBuffer(long capacity) {
		this.capacity = capacity;
		for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR)) {
			this.byLevel.put(level, new ArrayDeque<>());
		}
	}

	/**
	 * Add a record, if there is room, or can be made by dropping others that are no more
	 * severe.
	 * @param level its level
	 * @param weight what it weighs
	 * @param record the record
	 */
	public void add(Level level, int weight, E record) {
		this.lock.lock();
		try {
			while (this.weight + weight > this.capacity) {
				if (!dropLeastSevere(level)) {
					this.dropped.add(level);
					return;
				}
			}
			this.weight += weight;
			Objects.requireNonNull(this.byLevel.get(level)).add(new Entry<>(this.sequence++, weight, record));
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean dropLeastSevere(Level atMost) {
		for (Map.Entry<Level, Queue<Entry<E>>> entry : this.byLevel.entrySet()) {
			if (entry.getKey().toInt() > atMost.toInt()) {
				break;
			}
			Entry<E> victim = entry.getValue().poll();
			if (victim != null) {
				this.weight -= victim.weight();
				this.dropped.add(entry.getKey());
				return true;
			}
		}
		return false;
	}

	/**
	 * Take the oldest records, or wait for one.
	 * @param count how many at most
	 * @param weight how much they may weigh, unless the first one weighs more
	 * @param nanos how long to wait, in nanoseconds
	 * @return the records in the order in which they were added; none if none came in
	 * time, or {@link #wake()} was called
	 * @throws InterruptedException if the thread is interrupted
	 */
	public List<E> take(int count, long weight, long nanos) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = nanos;
			while (left > 0 && oldest() == null && !this.woken) {
				left = this.changed.awaitNanos(left);
			}
			this.woken = false;
			return poll(count, weight);
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<E> poll(int count, long weight) {
		List<E> taken = new ArrayList<>();
		long sum = 0;
		for (Queue<Entry<E>> queue = oldest(); queue != null && taken.size() < count; queue = oldest()) {
			Entry<E> next = queue.element();
			if (!taken.isEmpty() && sum + next.weight() > weight) {
				break;
			}
			queue.remove();
			sum += next.weight();
			this.weight -= next.weight();
			taken.add(next.record());
		}
		return taken;
	}

	private @Nullable Queue<Entry<E>> oldest() {
		Queue<Entry<E>> oldest = null;
		long first = Long.MAX_VALUE;
		for (Queue<Entry<E>> queue : this.byLevel.values()) {
			Entry<E> head = queue.peek();
			if (head != null && head.number() < first) {
				first = head.number();
				oldest = queue;
			}
		}
		return oldest;
	}

	/**
	 * Let whoever waits for records return.
	 */
	public void wake() {
		this.lock.lock();
		try {
			this.woken = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether there is nothing to take.
	 * @return {@code true} if the buffer is empty
	 */
	public boolean isEmpty() {
		this.lock.lock();
		try {
			return oldest() == null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How many records were dropped.
	 * @return the counts, which go on counting
	 */
	public LevelCounts dropped() {
		return this.dropped;
	}

	private record Entry<E>(long number, int weight, E record) {
	}

}
