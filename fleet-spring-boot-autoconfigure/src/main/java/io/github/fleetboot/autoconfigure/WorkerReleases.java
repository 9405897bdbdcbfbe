package io.github.fleetboot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.BotToken;
import io.github.fleetboot.admiral.FleetStartCheck;
import io.github.fleetboot.process.JavaCommand;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * What workers run: the code of the Admiral, as of its start, and what the fleet is
 * updated to later.
 */
class WorkerReleases {

	private static final Duration QUIET_TIME = Duration.ofSeconds(20);

	private final List<WorkerCode> inUse = new CopyOnWriteArrayList<>();

	private final AtomicInteger updates = new AtomicInteger();

	private final FleetProperties properties;

	private final BotToken token;

	private final FleetDirectoryHolder directory;

	private final ConfigurableApplicationContext context;

	private volatile @Nullable WorkerCode first;

	private boolean stopped;

	WorkerReleases(FleetProperties properties, BotToken token, FleetDirectoryHolder directory,
			ConfigurableApplicationContext context) {
		this.properties = properties;
		this.token = token;
		this.directory = directory;
		this.context = context;
	}

	/**
	 * See whether workers could be started at all, before anything is, and take the code
	 * that they run into use.
	 * @throws FleetException if not
	 */
	void prepare() {
		FleetProperties.Workers workers = this.properties.workers();
		JavaCommand command = JavaCommand.ofThisJvm(new JavaCommand.Settings(this.directory.path(),
				workers.javaExecutable(), workers.mainClass(), FleetStartCheck.mainClass(this.context).orElse(null)));
		WorkerCode code = WorkerCode.of(command, () -> this.directory.get().releases(), withArchive());
		synchronized (this) {
			this.stopped = false;
			this.inUse.add(code);
		}
		this.first = code;
	}

	private boolean withArchive() {
		return this.properties.workers().archive() == FleetProperties.Workers.Archive.AUTO;
	}

	/**
	 * The workers are known.
	 * @param workers the workers
	 * @return how they are started
	 * @throws FleetException if there is no memory or no debug port for one of them
	 */
	WorkerRecipe recipe(List<WorkerId> workers) {
		WorkerCode code = this.first;
		if (code == null) {
			throw new IllegalStateException("The fleet is not started");
		}
		WorkerHeaps heaps = new WorkerHeaps(this.properties);
		heaps.plan(workers);
		DebugPorts ports = new DebugPorts(this.properties.workers().debug(), workers);
		ports.require();
		return new WorkerRecipe(this, this.properties, this.token, this.directory.path(), code, heaps, ports);
	}

	/**
	 * Prepare an update.
	 * @param present how workers are started now
	 * @param update what changes
	 * @param workers all workers that there may be then
	 * @return how they are started then
	 * @throws FleetException if they cannot be
	 */
	WorkerRecipe update(WorkerRecipe present, FleetUpdate update, List<WorkerId> workers) {
		WorkerHeaps heaps = present.heaps().updated(update);
		heaps.plan(workers);
		WorkerCode code = code(present.code(), update.jar());
		use(code);
		WorkerRecipe next = new WorkerRecipe(this, this.properties, this.token, this.directory.path(), code, heaps,
				new DebugPorts(this.properties.workers().debug(), workers));
		try {
			next.tryArguments(workers);
			return next;
		}
		catch (RuntimeException ex) {
			close(next);
			throw ex;
		}
	}

	private synchronized void use(WorkerCode code) {
		if (this.stopped) {
			code.close();
			throw new FleetException("The fleet stops, and takes no orders.", "Start the application again.");
		}
		this.inUse.add(code);
	}

	private WorkerCode code(WorkerCode present, @Nullable Path jar) {
		if (jar == null) {
			return present.again();
		}
		if (this.properties.workers().mainClass() != null) {
			throw new FleetException(
					"The update is refused: fleet.workers.main-class is set, so that workers start from no executable jar.",
					"Leave out fleet.workers.main-class and restart the application, or name no jar.");
		}
		try {
			return present.updated(jar, this.directory.get().releases(),
					"java-%d.args".formatted(this.updates.incrementAndGet()), withArchive());
		}
		catch (IOException ex) {
			throw new FleetException("The update is refused: fleet.directory cannot be written: " + ex.getMessage(),
					"Let fleet.directory name a directory with room for a copy of the jar.", ex);
		}
	}

	/**
	 * Nobody runs this any more.
	 */
	void close(WorkerRecipe recipe) {
		if (this.inUse.remove(recipe.code())) {
			recipe.code().closeAndClean();
		}
	}

	/**
	 * The fleet begins to stop.
	 */
	void stopping() {
		this.inUse.forEach(WorkerCode::makeNoArchive);
	}

	/**
	 * No worker is left.
	 */
	synchronized void stopped() {
		this.stopped = true;
		this.inUse.forEach(WorkerCode::close);
		this.inUse.clear();
	}

	/**
	 * Once the fleet is up, and what it needs the processors for is done, the classes of
	 * its workers are archived.
	 */
	@EventListener(FleetReadyEvent.class)
	void archiveClasses() {
		CompletableFuture.delayedExecutor(QUIET_TIME.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
			Thread thread = new Thread(() -> this.inUse.forEach(WorkerCode::makeArchive), "fleet-archive");
			thread.setDaemon(true);
			thread.start();
		});
	}

}
