package io.github.fleetboot.logging;

/**
 * What became of the records that a worker logged since its JVM was started, as far as it
 * has told.
 *
 * @param forwarded how many reached the Admiral
 * @param dropped how many were left out for want of room in the worker
 * @param rateLimited how many were left out because there were too many in a short time
 * @since 0.1.0
 */
public record LogCounts(long forwarded, long dropped, long rateLimited) {

	/**
	 * Nothing logged yet.
	 */
	public static final LogCounts NONE = new LogCounts(0, 0, 0);

}
