package io.github.fleetboot.admiral;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.logging.LastWords;
import io.github.fleetboot.admiral.logging.WorkerLogs;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmActivity;
import io.github.fleetboot.process.JvmDumps;
import io.github.fleetboot.process.JvmProcess;
import io.github.fleetboot.process.WorkerActivity;
import io.github.fleetboot.protocol.LaunchOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forks the JVMs of workers from the Admiral's own code.
 */
public final class JvmWorkerLauncher implements WorkerLauncher {

	private static final Logger logger = LoggerFactory.getLogger(JvmWorkerLauncher.class);

	private static final Duration LOGS = Duration.ofMillis(500);

	/**
	 * Of a line that is no record.
	 */
	private static final int MAX_TEXT = 8192;

	/**
	 * Forking blocks, and so does a pipe that is full.
	 */
	private final ExecutorService forks;

	private final JvmRecipe recipe;

	private final OrderFactory orders;

	private final JvmDumps dumps;

	private final Set<JvmProcess> running;

	private final AtomicBoolean ended;

	private final WorkerLogs logs;

	/**
	 * Create a launcher.
	 * @param recipe how JVMs are started
	 * @param orders writes a worker's order
	 * @param dumpDirectory finds or creates the directory for what is found out about
	 * workers that hang
	 * @param retainedDumps how many files are kept there
	 * @param logs knows what a worker logged last
	 */
	public JvmWorkerLauncher(JvmRecipe recipe, OrderFactory orders, Callable<Path> dumpDirectory, int retainedDumps,
			WorkerLogs logs) {
		this.recipe = recipe;
		this.orders = orders;
		this.forks = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "fleet-launcher");
			thread.setDaemon(true);
			return thread;
		});
		this.dumps = new JvmDumps(dumpDirectory, retainedDumps, Clock.systemUTC(), this.forks);
		this.logs = logs;
		this.running = ConcurrentHashMap.newKeySet();
		this.ended = new AtomicBoolean();
	}

	private JvmWorkerLauncher(JvmWorkerLauncher former, JvmRecipe recipe) {
		this.recipe = recipe;
		this.orders = former.orders;
		this.forks = former.forks;
		this.dumps = former.dumps;
		this.logs = former.logs;
		this.running = former.running;
		this.ended = former.ended;
	}

	@Override
	public WorkerLauncher update(FleetUpdate update, List<WorkerSpec> workers) {
		return new JvmWorkerLauncher(this, this.recipe.update(update, workers.stream().map(WorkerSpec::id).toList()));
	}

	@Override
	public void close() {
		this.forks.execute(this.recipe::close);
	}

	@Override
	public CompletableFuture<LaunchedWorker> launch(WorkerSpec spec, int incarnation) {
		return CompletableFuture.supplyAsync(() -> fork(spec, incarnation), this.forks);
	}

	private LaunchedWorker fork(WorkerSpec spec, int incarnation) {
		WorkerId id = spec.id();
		LaunchOrder order = this.orders.order(spec, incarnation);
		LastWords lastWords = this.logs.begin(id);
		List<String> arguments = this.recipe.arguments(id);
		JvmProcess process = JvmProcess.start(this.recipe.command(), id, arguments,
				(variables) -> this.recipe.environment(id, variables), output(id, lastWords));
		this.recipe.started(arguments, process);
		process.onExit().thenAcceptAsync((code) -> {
			if (code != 0) {
				this.dumps.keep(process, this.recipe.crashReport(process));
			}
		}, this.forks);
		this.running.add(process);
		process.onExit().thenRun(() -> this.running.remove(process));
		if (this.ended.get()) {
			process.kill();
		}
		// A JVM that does not read must not keep us from watching it
		this.forks.execute(() -> give(order, process));
		return new ForkedWorker(process, this.dumps, this.forks, this.logs, lastWords);
	}

	private Consumer<String> output(WorkerId id, LastWords lastWords) {
		Consumer<String> text = new WorkerOutput(id).andThen(lastWords::printed);
		return (line) -> {
			if (!this.logs.take(id, lastWords, line)) {
				text.accept(line.substring(0, Math.min(line.length(), MAX_TEXT)));
			}
		};
	}

	/**
	 * End all workers that run at once, and those that are just being started, also those
	 * of launchers that this one was updated to.
	 * @return completes when those that run are gone
	 */
	public CompletableFuture<Void> killAll() {
		this.ended.set(true);
		List<JvmProcess> processes = List.copyOf(this.running);
		processes.forEach(JvmProcess::kill);
		return CompletableFuture.allOf(processes.stream().map(JvmProcess::onExit).toArray(CompletableFuture<?>[]::new));
	}

	private static void give(LaunchOrder order, JvmProcess process) {
		try {
			order.writeTo(process.input());
		}
		catch (IOException ex) {
			if (process.isAlive()) {
				logger.warn("{} is killed, since it was not given its order: {}", process, ex.toString());
			}
			// Else its exit tells why it did not live to read its order
			process.kill();
		}
	}

	/**
	 * Writes the order of a worker.
	 */
	@FunctionalInterface
	public interface OrderFactory {

		/**
		 * Write an order.
		 * @param spec the worker
		 * @param incarnation how many JVMs it has had before
		 * @return its order
		 */
		LaunchOrder order(WorkerSpec spec, int incarnation);

	}

	/**
	 * How the JVMs of workers are started. Called from any thread, and may block.
	 */
	public interface JvmRecipe {

		/**
		 * From which code.
		 * @return the command
		 */
		JavaCommand command();

		/**
		 * With which arguments.
		 * @param id the worker
		 * @return the arguments of its JVM
		 */
		List<String> arguments(WorkerId id);

		/**
		 * With which environment variables.
		 * @param id the worker
		 * @param variables those of this process, to be changed
		 */
		void environment(WorkerId id, Map<String, String> variables);

		/**
		 * A JVM was started.
		 * @param arguments its arguments
		 * @param process the JVM
		 */
		void started(List<String> arguments, JvmProcess process);

		/**
		 * Where a JVM writes what it knows when it crashes.
		 * @param process the JVM
		 * @return the file, which need not exist
		 */
		Path crashReport(JvmProcess process);

		/**
		 * Prepare a recipe that differs from this one, in full.
		 * @param update how it differs
		 * @param workers all workers that may be started by it
		 * @return the recipe
		 * @throws FleetException if no worker could be started by it
		 */
		JvmRecipe update(FleetUpdate update, List<WorkerId> workers);

		/**
		 * Nothing is started by it any more, and no JVM is left that was.
		 */
		void close();

	}

	private record ForkedWorker(JvmProcess process, JvmDumps dumps, Executor executor, WorkerLogs logs,
			LastWords lastWords) implements LaunchedWorker {

		@Override
		public long pid() {
			return this.process.pid();
		}

		@Override
		public CompletableFuture<Integer> onExit() {
			// What it logged last may still be on its way
			return this.process.onExit().thenCompose((code) -> this.logs.settled(LOGS).thenApply((settled) -> code));
		}

		@Override
		public void kill() {
			this.process.kill();
		}

		@Override
		public List<String> lastOutput() {
			return this.lastWords.lines();
		}

		@Override
		public CompletableFuture<WorkerActivity> activity() {
			return JvmActivity.of(pid(), this.executor);
		}

		@Override
		public CompletableFuture<@Nullable Path> dump() {
			return this.dumps.take(this.process);
		}

	}

}
