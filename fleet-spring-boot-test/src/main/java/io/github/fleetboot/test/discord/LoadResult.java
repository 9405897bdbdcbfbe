package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What came of a load.
 *
 * @param planned how many events there were to be
 * @param sent how many there were; fewer if the load was stopped
 * @param byType how many there were of each type, such as {@code MESSAGE_CREATE}
 * @param late how many happened more than 10 ms after their time
 * @param took from the first event to the last
 * @since 0.1.0
 */
public record LoadResult(long planned, long sent, Map<String, Long> byType, long late, Duration took) {

	/**
	 * The pace that was reached.
	 * @return how many events happened in a second
	 */
	public double eventsPerSecond() {
		return (this.sent < 2) ? this.sent
				: (this.sent - 1) * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, this.took.toNanos());
	}

}
