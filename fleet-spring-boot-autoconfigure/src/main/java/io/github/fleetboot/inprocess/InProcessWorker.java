package io.github.fleetboot.inprocess;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.admiral.WorkerLauncher.LaunchedWorker;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.worker.context.StartFailure;
import io.github.fleetboot.worker.context.WorkerHost;
import io.github.fleetboot.worker.context.WorkerLaunch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A worker in the Admiral's JVM: an application context that the application's main
 * method has started on a thread of the worker's own.
 */
final class InProcessWorker implements LaunchedWorker, WorkerHost {

	private static final Logger logger = LoggerFactory.getLogger(InProcessWorker.class);

	/**
	 * What the operating system says of a JVM that was killed.
	 */
	private static final int KILLED = 137;

	private static final long KILL_PATIENCE_MILLIS = 2_000;

	/**
	 * Listeners that change the JVM as a whole: its log belongs to the Admiral, and
	 * devtools are to know the Admiral's context only.
	 */
	private static final Set<String> OF_THE_JVM = Set.of(
			"org.springframework.boot.context.logging.LoggingApplicationListener",
			"org.springframework.boot.devtools.restart.RestartApplicationListener");

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final List<String> lastWords = new CopyOnWriteArrayList<>();

	private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

	private final AtomicBoolean killed = new AtomicBoolean();

	private final WorkerLaunch launch;

	private final MainMethod main;

	private final Thread thread;

	private volatile @Nullable WorkerExit leaving;

	InProcessWorker(LaunchOrder order, MainMethod main) {
		this.launch = new WorkerLaunch(order, this);
		this.main = main;
		this.thread = new Thread(this::run, "fleet-" + order.worker());
		this.thread.setDaemon(true);
		this.thread.setContextClassLoader(main.classLoader());
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			if (!this.launch.during(this.main::call)) {
				failed(null,
						new FleetException(
								"%s did not start a Spring application on the thread that called it"
									.formatted(this.main),
								"Let it call SpringApplication.run itself, or set fleet.workers.main-class."));
			}
		}
		catch (Throwable ex) {
			if (this.contexts.stream().anyMatch(ConfigurableApplicationContext::isActive)) {
				logger.error("{} failed; its application goes on", this.main, ex);
			}
			else {
				failed(null, ex);
			}
		}
	}

	@Override
	public boolean isShared() {
		return true;
	}

	@Override
	public void starting(SpringApplication application) {
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !OF_THE_JVM.contains(listener.getClass().getName()))
			.toList());
		application.setRegisterShutdownHook(false);
		application.addInitializers(this.contexts::add);
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable cause) {
		if (this.exit.isDone()) {
			return;
		}
		this.lastWords.add(StartFailure.line(cause));
		if (context != null) {
			context.close();
		}
		this.exit.complete(WorkerExit.START_FAILED.code());
	}

	@Override
	public void leaving(WorkerExit exit) {
		this.leaving = exit;
	}

	@Override
	public void closed() {
		WorkerExit meaning = this.leaving;
		if (meaning != null) {
			ended(meaning);
		}
	}

	@Override
	public void ended(WorkerExit exit) {
		this.exit.complete(exit.code());
	}

	@Override
	public long pid() {
		return ProcessHandle.current().pid();
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.exit.copy();
	}

	/**
	 * Takes it out of the fleet at once. What its beans do then cannot be forced to end.
	 */
	@Override
	public void kill() {
		if (this.killed.compareAndSet(false, true)) {
			daemon("fleet-kill", this::abandon);
		}
	}

	private void abandon() {
		this.thread.interrupt();
		try {
			this.launch.killed();
			daemon("fleet-close", () -> this.contexts.forEach(ConfigurableApplicationContext::close))
				.join(KILL_PATIENCE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.exit.complete(KILLED);
		}
	}

	private Thread daemon(String name, Runnable task) {
		Thread daemon = new Thread(task, name + "-" + this.launch.order().worker());
		daemon.setDaemon(true);
		daemon.start();
		return daemon;
	}

	@Override
	public List<String> lastOutput() {
		return List.copyOf(this.lastWords);
	}

}
