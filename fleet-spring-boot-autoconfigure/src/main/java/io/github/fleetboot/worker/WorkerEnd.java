package io.github.fleetboot.worker;

import io.github.fleetboot.WorkerExit;

/**
 * Ends the worker, and with it its JVM.
 */
public class WorkerEnd {

	private volatile boolean shutdownHasBegun;

	/**
	 * Whether the JVM is there for this worker alone, so that its signals and its end are
	 * the worker's.
	 * @return {@code true} unless the worker shares the Admiral's JVM
	 */
	protected boolean ownsJvm() {
		return true;
	}

	/**
	 * A shutdown hook runs already: {@link System#exit} would wait for it for ever.
	 */
	void shutdownHasBegun() {
		this.shutdownHasBegun = true;
	}

	/**
	 * The context closes by itself, and the JVM will end with its last thread.
	 * @param exit with which meaning
	 */
	protected void leave(WorkerExit exit) {
	}

	/**
	 * End the JVM. Returns only where it is shared.
	 * @param exit with which meaning
	 */
	protected void end(WorkerExit exit) {
		if (this.shutdownHasBegun) {
			endAtOnce(exit);
		}
		System.exit(exit.code());
	}

	/**
	 * End the JVM whatever else is still going on in it. Returns only where it is shared.
	 * @param exit with which meaning
	 */
	protected void endAtOnce(WorkerExit exit) {
		Runtime.getRuntime().halt(exit.code());
	}

}
