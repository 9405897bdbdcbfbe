package io.github.fleetboot.admiral;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Starts the JVMs of workers.
 */
public interface WorkerLauncher {

	/**
	 * Start a worker. Does not block.
	 * @param spec the worker
	 * @param incarnation how many JVMs this worker has had before
	 * @return completes when the JVM was forked, or exceptionally if it could not be
	 */
	CompletableFuture<LaunchedWorker> launch(WorkerSpec spec, int incarnation);

	/**
	 * The JVM of a worker.
	 */
	interface LaunchedWorker {

		/**
		 * Its process.
		 * @return the process id
		 */
		long pid();

		/**
		 * Its end.
		 * @return completes with the exit code
		 */
		CompletableFuture<Integer> onExit();

		/**
		 * End it at once.
		 */
		void kill();

		/**
		 * What the JVM last printed.
		 * @return the last lines, oldest first
		 */
		List<String> lastOutput();

	}

}
