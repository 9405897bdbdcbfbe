package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.fleetboot.FleetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the supervisor's state. Everybody else only hands it commands,
 * none of which may block.
 */
public final class SupervisionLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SupervisionLoop.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/**
	 * Not a daemon: as long as there is a fleet to supervise, the Admiral lives.
	 */
	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "fleet-supervisor");
		thread.setDaemon(false);
		return thread;
	});

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

	/**
	 * Have something looked up or begun on the loop, and wait for the answer. Not to be
	 * called on the loop's own thread.
	 * @param <T> the type of answer
	 * @param question gives the answer
	 * @return the answer
	 * @throws FleetException if the question is answered by one
	 * @throws IllegalStateException if the loop does not answer; what has not begun by
	 * then never will
	 */
	<T> T ask(Supplier<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		AtomicBoolean decided = new AtomicBoolean();
		execute(() -> {
			if (!decided.compareAndSet(false, true)) {
				return;
			}
			try {
				answer.complete(question.get());
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		});
		try {
			return await(answer, decided);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while asking the supervisor", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof FleetException refusal) {
				throw refusal;
			}
			throw new IllegalStateException("The supervisor failed", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("The supervisor did not answer within " + PATIENCE, ex);
		}
	}

	private static <T> T await(CompletableFuture<T> answer, AtomicBoolean decided)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException | TimeoutException ex) {
			if (decided.compareAndSet(false, true)) {
				throw ex;
			}
			// It is being answered
			try {
				return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			}
			finally {
				if (ex instanceof InterruptedException) {
					Thread.currentThread().interrupt();
				}
			}
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
