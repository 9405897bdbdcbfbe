package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.process.WorkerActivity;
import org.jspecify.annotations.Nullable;

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
		 * What the JVM last logged and printed.
		 * @return the last lines, oldest first
		 */
		List<String> lastOutput();

		/**
		 * What it is doing, seen from outside: it need not answer. Does not block.
		 * @return completes soon, never exceptionally
		 */
		default CompletableFuture<WorkerActivity> activity() {
			return CompletableFuture.completedFuture(WorkerActivity.UNKNOWN);
		}

		/**
		 * Save what can be found out about it, since it is about to be ended for not
		 * answering. Does not block.
		 * @return completes within seconds, never exceptionally, with the file, or
		 * {@code null} if there is none
		 */
		default CompletableFuture<@Nullable Path> dump() {
			return CompletableFuture.completedFuture(null);
		}

	}

}
