package io.github.fleetboot;

/**
 * Where a worker stands in its life.
 *
 * @since 0.1.0
 */
public enum WorkerState {

	/**
	 * Its JVM was forked, and its application context is starting.
	 */
	STARTING,

	/**
	 * Its context stands and it has its order: shards connect, a service becomes ready.
	 */
	CONNECTING,

	/**
	 * Its context stands, and it waits for its turn.
	 */
	STANDBY,

	/**
	 * It does its work.
	 */
	LIVE,

	/**
	 * It finishes its work in order to stop.
	 */
	DRAINING,

	/**
	 * Its JVM is gone, as was wanted, or until the replacement is forked.
	 */
	STOPPED,

	/**
	 * Its JVM is gone, and it is given up: it failed too often, or cannot start.
	 */
	FAILED;

	/**
	 * Whether a worker may go from this state to another. A worker's own reports may be
	 * lost on their way, so that it may skip states while it comes up.
	 * @param next the other state
	 * @return {@code true} if it may
	 */
	public boolean canBecome(WorkerState next) {
		return switch (next) {
			case STARTING -> this == STOPPED || this == FAILED;
			case STANDBY, CONNECTING, LIVE -> isUp() || this == STARTING;
			case DRAINING -> isUp() || this == STARTING;
			case STOPPED, FAILED -> this != next;
		};
	}

	/**
	 * Whether the worker is connected to the Admiral and has not begun to end.
	 * @return {@code true} in {@link #STANDBY}, {@link #CONNECTING} and {@link #LIVE}
	 */
	public boolean isUp() {
		return this == STANDBY || this == CONNECTING || this == LIVE;
	}

}
