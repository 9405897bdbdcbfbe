package io.github.fleetboot.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the values in memory. What has expired is removed by whatever command comes next.
 *
 * @since 0.1.0
 */
public final class InMemoryStoreEngine implements StoreEngine {

	private static final long NEVER = Long.MAX_VALUE;

	private final NavigableMap<String, Entry> entries = new TreeMap<>();

	private final TreeSet<Entry> expiring = new TreeSet<>(
			Comparator.comparingLong(Entry::deadline).thenComparing(Entry::key));

	private final Map<String, Long> refused = new HashMap<>(
			Map.of(StoreLimits.MAX_ENTRIES, 0L, StoreLimits.MAX_VALUE_SIZE, 0L, StoreLimits.MAX_SIZE, 0L));

	private final Counters counters = new Counters();

	private final StoreLimits limits;

	private final LongSupplier nanoTime;

	private final long origin;

	private long version;

	private long size;

	/**
	 * Create an engine without entries.
	 * @param limits how much it takes
	 * @param nanoTime the monotonic clock, as {@link System#nanoTime()}
	 */
	public InMemoryStoreEngine(StoreLimits limits, LongSupplier nanoTime) {
		this.limits = limits;
		this.nanoTime = nanoTime;
		this.origin = nanoTime.getAsLong();
	}

	@Override
	public synchronized StoreReply execute(StoreCommand command) {
		long now = this.nanoTime.getAsLong() - this.origin;
		expire(now);
		Entry present = this.entries.get(command.key());
		return switch (command.operation()) {
			case GET -> (present != null) ? read(present, now) : StoreReply.of(false, 0);
			case CONTAINS -> StoreReply.of(present != null, 0);
			case PUT -> put(command, present, now);
			case REMOVE -> remove(command, present);
			case INCREMENT -> increment(command, present, now);
			case KEYS -> keys(command);
			case CLEAR -> clear(command.key());
		};
	}

	@Override
	public CompletableFuture<StoreReply> executeAsync(StoreCommand command) {
		try {
			return CompletableFuture.completedFuture(execute(command));
		}
		catch (FleetStoreException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What there is, and what has been refused.
	 * @return the figures as of now
	 */
	public synchronized StoreFigures figures() {
		expire(this.nanoTime.getAsLong() - this.origin);
		return new StoreFigures(this.entries.size(), this.size, this.refused);
	}

	private void expire(long now) {
		while (!this.expiring.isEmpty() && this.expiring.first().deadline() <= now) {
			forget(this.expiring.first());
		}
	}

	private static StoreReply read(Entry entry, long now) {
		Long left = (entry.deadline() != NEVER)
				? Math.max(1, Duration.ofNanos(entry.deadline() - now).plusNanos(999_999).toMillis()) : null;
		return new StoreReply(true, entry.value(), entry.version(), left, List.of(), null, null);
	}

	private StoreReply put(StoreCommand command, @Nullable Entry present, long now) {
		StoreValue value = command.value();
		if (value == null) {
			throw new IllegalArgumentException("PUT without a value");
		}
		if (isOther(command, present)) {
			return StoreReply.of(false, 0);
		}
		long deadline = (present != null && command.version() != null && command.timeToLive() == null)
				? present.deadline() : deadline(command, now);
		return StoreReply.of(true, store(command.key(), value, deadline, present));
	}

	private StoreReply remove(StoreCommand command, @Nullable Entry present) {
		if (present == null || isOther(command, present)) {
			return StoreReply.of(false, 0);
		}
		forget(present);
		return StoreReply.of(true, 0);
	}

	private StoreReply increment(StoreCommand command, @Nullable Entry present, long now) {
		long sum = this.counters.add(command.key(), (present != null) ? present.value() : null, command.number());
		long deadline = (present != null) ? present.deadline() : deadline(command, now);
		store(command.key(), this.counters.write(sum), deadline, present);
		return StoreReply.of(true, sum);
	}

	private StoreReply keys(StoreCommand command) {
		String prefix = command.key();
		String after = command.after();
		NavigableMap<String, Entry> rest = (after != null && after.compareTo(prefix) >= 0)
				? this.entries.tailMap(after, false) : this.entries.tailMap(prefix, true);
		List<String> keys = new ArrayList<>();
		for (String key : rest.keySet()) {
			if (!key.startsWith(prefix)) {
				break;
			}
			if (keys.size() == command.number()) {
				return new StoreReply(true, null, 0, null, keys, keys.get(keys.size() - 1), null);
			}
			keys.add(key);
		}
		return new StoreReply(true, null, 0, null, keys, null, null);
	}

	private StoreReply clear(String prefix) {
		long removed = 0;
		Iterator<Map.Entry<String, Entry>> rest = this.entries.tailMap(prefix, true).entrySet().iterator();
		while (rest.hasNext()) {
			Entry entry = rest.next().getValue();
			if (!entry.key().startsWith(prefix)) {
				break;
			}
			rest.remove();
			this.expiring.remove(entry);
			this.size -= entry.size();
			removed++;
		}
		return StoreReply.of(removed > 0, removed);
	}

	private static boolean isOther(StoreCommand command, @Nullable Entry present) {
		Long expected = command.version();
		return expected != null && expected != ((present != null) ? present.version() : 0);
	}

	private static long deadline(StoreCommand command, long now) {
		if (command.timeToLive() == null) {
			return NEVER;
		}
		long time = TimeUnit.MILLISECONDS.toNanos(command.timeToLive());
		return (time < NEVER - now) ? now + time : NEVER;
	}

	private long store(String key, StoreValue value, long deadline, @Nullable Entry present) {
		Entry entry = new Entry(key, value, this.version + 1, deadline);
		checkLimits(entry, present);
		if (present != null) {
			forget(present);
		}
		this.entries.put(key, entry);
		if (deadline != NEVER) {
			this.expiring.add(entry);
		}
		this.size += entry.size();
		return ++this.version;
	}

	private void forget(Entry entry) {
		this.entries.remove(entry.key());
		this.expiring.remove(entry);
		this.size -= entry.size();
	}

	private void checkLimits(Entry entry, @Nullable Entry present) {
		int bytes = entry.value().bytes().length;
		if (bytes > this.limits.maxValueSize()) {
			throw refuse(
					StoreLimits.MAX_VALUE_SIZE, "The value of '%s' has %d bytes, more than the %d that %s allows."
						.formatted(entry.key(), bytes, this.limits.maxValueSize(), StoreLimits.MAX_VALUE_SIZE),
					"Store less in one entry");
		}
		if (present == null && this.entries.size() >= this.limits.maxEntries()) {
			throw refuse(StoreLimits.MAX_ENTRIES,
					"There is no room for '%s': the store has %d entries, as many as %s allows.".formatted(entry.key(),
							this.entries.size(), StoreLimits.MAX_ENTRIES),
					"Remove entries, or give them a time to live");
		}
		long sizeThen = this.size + entry.size() - ((present != null) ? present.size() : 0);
		if (sizeThen > this.limits.maxSize()) {
			throw refuse(StoreLimits.MAX_SIZE,
					"There is no room for '%s': the store would have %d bytes, more than the %d that %s allows."
						.formatted(entry.key(), sizeThen, this.limits.maxSize(), StoreLimits.MAX_SIZE),
					"Remove entries, or give them a time to live");
		}
	}

	private StoreLimitException refuse(String property, String message, String action) {
		this.refused.merge(property, 1L, Long::sum);
		return new StoreLimitException(property, message, action + ", or raise " + property + ".", null);
	}

	/**
	 * An entry.
	 *
	 * @param key the key
	 * @param value the value
	 * @param version tells it from all others
	 * @param deadline when it expires, in nanoseconds since the engine was created
	 */
	private record Entry(String key, StoreValue value, long version, long deadline) {

		long size() {
			return this.key.length() + (long) this.value.bytes().length;
		}

	}

}
