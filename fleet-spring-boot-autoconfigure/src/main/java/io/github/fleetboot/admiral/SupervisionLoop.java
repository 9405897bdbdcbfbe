package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the supervisor's state. Everybody else only hands it commands,
 * none of which may block.
 */
public final class SupervisionLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SupervisionLoop.class);

	/**
	 * Not a daemon: as long as there is a fleet to supervise, the Admiral lives.
	 */
	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			(task) -> new Thread(task, "fleet-supervisor"));

	/**
	 * Start a loop.
	 */
	public SupervisionLoop() {
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Run a command, after those that were handed in before.
	 * @param command the command
	 */
	public void execute(Runnable command) {
		schedule(command, Duration.ZERO);
	}

	/**
	 * Run a command later.
	 * @param command the command
	 * @param delay how much later
	 */
	public void schedule(Runnable command, Duration delay) {
		try {
			this.executor.schedule(() -> run(command), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The supervisor has ended and takes no more commands");
		}
	}

	private static void run(Runnable command) {
		try {
			command.run();
		}
		catch (Throwable ex) {
			logger.error("A command of the supervisor failed; it goes on with the next", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
