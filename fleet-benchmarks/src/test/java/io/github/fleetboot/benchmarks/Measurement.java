package io.github.fleetboot.benchmarks;

import java.util.Arrays;

/**
 * What a cluster measured.
 *
 * @param times how long each single call took, in nanoseconds
 * @param perSecond calls per second, several at once
 */
record Measurement(long[] times, double perSecond) {

	/**
	 * Within this time the given part of the single calls ended.
	 * @param percent the part
	 * @return the time in microseconds
	 */
	double percentile(int percent) {
		long[] sorted = this.times.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length * percent / 100] / 1000.0;
	}

}
