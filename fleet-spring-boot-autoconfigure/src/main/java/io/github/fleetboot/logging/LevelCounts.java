package io.github.fleetboot.logging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.event.Level;

/**
 * Counts by level. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LevelCounts {

	private final Map<Level, AtomicLong> counts = new EnumMap<>(Level.class);

	/**
	 * Begin at zero.
	 */
	public LevelCounts() {
		for (Level level : Level.values()) {
			this.counts.put(level, new AtomicLong());
		}
	}

	private AtomicLong count(Level level) {
		return Objects.requireNonNull(this.counts.get(level));
	}

	/**
	 * Count one more.
	 * @param level its level
	 */
	public void add(Level level) {
		count(level).incrementAndGet();
	}

	/**
	 * All levels together.
	 * @return the sum
	 */
	public long total() {
		return this.counts.values().stream().mapToLong(AtomicLong::get).sum();
	}

	/**
	 * What has been counted so far.
	 * @return counts that stay as they are
	 */
	public LevelCounts copy() {
		LevelCounts copy = new LevelCounts();
		this.counts.forEach((level, count) -> copy.count(level).set(count.get()));
		return copy;
	}

	/**
	 * What has been counted since an earlier moment.
	 * @param earlier a copy made then
	 * @return the differences
	 */
	public LevelCounts since(LevelCounts earlier) {
		LevelCounts since = copy();
		earlier.counts.forEach((level, count) -> since.count(level).addAndGet(-count.get()));
		return since;
	}

	/**
	 * The levels with their counts, the most severe first, without those of which there
	 * are none.
	 */
	@Override
	public String toString() {
		List<String> texts = new ArrayList<>();
		this.counts.forEach((level, count) -> {
			if (count.get() != 0) {
				texts.add(level + " " + count);
			}
		});
		return String.join(", ", texts);
	}

}
