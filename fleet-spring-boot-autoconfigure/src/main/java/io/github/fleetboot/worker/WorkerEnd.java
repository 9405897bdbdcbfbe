package io.github.fleetboot.worker;

import io.github.fleetboot.WorkerExit;

/**
 * Ends the worker's JVM.
 */
public class WorkerEnd {

	private volatile boolean shutdownHasBegun;

	/**
	 * A shutdown hook runs already: {@link System#exit} would wait for it for ever.
	 */
	void shutdownHasBegun() {
		this.shutdownHasBegun = true;
	}

	/**
	 * End the JVM. Does not return.
	 * @param exit with which meaning
	 */
	protected void end(WorkerExit exit) {
		if (this.shutdownHasBegun) {
			endAtOnce(exit);
		}
		System.exit(exit.code());
	}

	/**
	 * End the JVM whatever else is still going on in it. Does not return.
	 * @param exit with which meaning
	 */
	protected void endAtOnce(WorkerExit exit) {
		Runtime.getRuntime().halt(exit.code());
	}

}
