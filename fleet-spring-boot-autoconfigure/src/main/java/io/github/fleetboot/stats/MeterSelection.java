package io.github.fleetboot.stats;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which meters of a worker the Admiral shows. Thread-safe.
 */
public final class MeterSelection {

	private static final int MOST_NAMES = 10_000;

	private static final int SHARE_OF_ONE_METER = 4;

	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	private final List<Pattern> include;

	private final List<Pattern> exclude;

	private final int maxSeries;

	/**
	 * Create a selection.
	 * @param include the names of meters, with {@code *} for any characters
	 * @param exclude names that are left out nevertheless
	 * @param maxSeries the number of series
	 */
	public MeterSelection(Collection<String> include, Collection<String> exclude, int maxSeries) {
		this.include = patterns(include);
		this.exclude = patterns(exclude);
		this.maxSeries = maxSeries;
	}

	private static List<Pattern> patterns(Collection<String> names) {
		return names.stream()
			.map((name) -> Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
			.map(Pattern::compile)
			.toList();
	}

	/**
	 * Whether nothing is selected, so that there is nothing to read.
	 * @return {@code true} if no name is included
	 */
	public boolean isEmpty() {
		return this.include.isEmpty() || this.maxSeries == 0;
	}

	/**
	 * Whether meters of a name are selected.
	 * @param name the name
	 * @return {@code true} if it is included and not excluded
	 */
	public boolean selects(String name) {
		Boolean selected = this.known.get(name);
		if (selected == null) {
			selected = matches(this.include, name) && !matches(this.exclude, name);
			if (this.known.size() < MOST_NAMES) {
				this.known.put(name, selected);
			}
		}
		return selected;
	}

	private static boolean matches(List<Pattern> patterns, String name) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(name).matches());
	}

	/**
	 * How many series there may be.
	 * @return the number
	 */
	public int maxSeries() {
		return this.maxSeries;
	}

	/**
	 * How many of them one meter may have, so that one with too many tags leaves room for
	 * the others.
	 * @return the number, at least 1
	 */
	public int maxSeriesOfOne() {
		return Math.max(1, this.maxSeries / SHARE_OF_ONE_METER);
	}

}
