package io.github.fleetboot.admiral;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetUpdate;
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
	 * Prepare a launcher that differs from this one, in full: nothing that is wrong with
	 * it shall be found out only when workers have ended already. Blocks, for as long as
	 * copying a jar takes.
	 * @param update how it differs; what it does not say stays as it is here
	 * @param workers all workers that it may be asked to start
	 * @return the launcher
	 * @throws FleetException if no worker could be started with it
	 */
	WorkerLauncher update(FleetUpdate update, List<WorkerSpec> workers);

	/**
	 * Nothing is started with it any more, and no JVM is left that was.
	 */
	default void close() {
	}

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
