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
	FAILED

}
