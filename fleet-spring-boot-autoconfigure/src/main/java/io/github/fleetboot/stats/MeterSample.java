package io.github.fleetboot.stats;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a meter of a worker says, as of one moment.
 *
 * @param name its name, as the application knows it
 * @param kind what it measures
 * @param tags the keys and values of its tags, in turn
 * @param unit its base unit, {@code null} if it has none
 * @param description what it is, {@code null} if nobody said so
 * @param value the count; of a gauge, its value
 * @param total the sum of what was recorded, in seconds for a timer; 0 for counters and
 * gauges
 * @param max the largest that was recorded lately; 0 where there is none
 */
public record MeterSample(String name, Kind kind, List<String> tags, @Nullable String unit,
		@Nullable String description, double value, double total, double max) {

	public MeterSample {
		tags = List.copyOf(tags);
	}

	/**
	 * What tells this series from others of the worker.
	 * @return name and tags
	 */
	public List<Object> series() {
		return List.of(this.name, this.tags);
	}

	/**
	 * Kinds of meters.
	 */
	public enum Kind {

		/** Counts up. */
		COUNTER,

		/** Goes up and down. */
		GAUGE,

		/** Times, with count, sum and maximum. */
		TIMER,

		/** Times, with count and sum. */
		FUNCTION_TIMER,

		/** Sizes, with count, sum and maximum. */
		SUMMARY

	}

}
