package io.github.fleetboot.process;

/**
 * What a worker's JVM is doing, as the operating system sees it.
 *
 * @since 0.1.0
 */
public enum WorkerActivity {

	/**
	 * It runs, or waits for something to do.
	 */
	RUNNING,

	/**
	 * It collects garbage and does nothing else.
	 */
	COLLECTING_GARBAGE,

	/**
	 * It was stopped by a signal or a debugger, and does nothing at all.
	 */
	STOPPED,

	/**
	 * The operating system does not tell.
	 */
	UNKNOWN

}
