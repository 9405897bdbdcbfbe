package io.github.fleetboot.actuate;

/**
 * A count that goes on when what it counts begins anew, as it does in the next JVM of a
 * worker. Thread-safe.
 */
final class Ascending {

	private double before;

	private double last;

	private volatile double sum;

	/**
	 * Take the count as it is now.
	 * @param count the count
	 * @return whether it has begun anew
	 */
	synchronized boolean update(double count) {
		boolean anew = count < this.last;
		if (anew) {
			this.before += this.last;
		}
		this.last = count;
		this.sum = this.before + count;
		return anew;
	}

	/**
	 * Begin anew whatever the next count is.
	 */
	synchronized void restart() {
		this.before += this.last;
		this.last = 0;
	}

	double get() {
		return this.sum;
	}

}
