package io.github.fleetboot.admiral;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.gateway.identify.IdentifyCoordinator;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The supervising side of a fleet.
 */
public final class Admiral implements FleetOperations {

	private static final FleetLog logger = FleetLog.of(Admiral.class);

	/**
	 * The loop looks every 250 ms.
	 */
	private static final Duration STALL_TOLERANCE = Duration.ofSeconds(2);

	private final AdmiralSettings settings;

	private final SupervisorSettings supervisorSettings;

	private final DiscordGatewayClient discord;

	private final FleetChannel channel;

	private final LauncherFactory launchers;

	private final ApplicationEventPublisher publisher;

	private final Consumer<FleetException> abort;

	private final Runnable exit;

	private volatile @Nullable Voyage voyage;

	/**
	 * Handlers outlive a voyage: the context may stop and start again.
	 */
	private boolean handling;

	/**
	 * Create an Admiral.
	 * @param settings what to run
	 * @param supervisorSettings how to treat workers
	 * @param discord asks Discord
	 * @param channel talks with the workers
	 * @param launchers starts the workers' JVMs
	 * @param publisher takes the fleet's events
	 * @param abort ends the application because Discord refused the bot for good; called
	 * on a thread of its own
	 * @param exit ends the application because the fleet was shut down; called on a
	 * thread of its own
	 */
	public Admiral(AdmiralSettings settings, SupervisorSettings supervisorSettings, DiscordGatewayClient discord,
			FleetChannel channel, LauncherFactory launchers, ApplicationEventPublisher publisher,
			Consumer<FleetException> abort, Runnable exit) {
		this.settings = settings;
		this.supervisorSettings = supervisorSettings;
		this.discord = discord;
		this.channel = channel;
		this.launchers = launchers;
		this.publisher = publisher;
		this.abort = abort;
		this.exit = exit;
	}

	/**
	 * Ask Discord, plan, and begin to start the workers. Blocks until the plan stands and
	 * returns before the workers are there.
	 * @throws FleetException if there is nothing to start; then nothing was started
	 */
	public void start() {
		Voyage next = new Voyage(FleetStart.prepare(this.settings, this.discord));
		this.voyage = next;
		next.begin();
	}

	private Voyage current() {
		Voyage current = this.voyage;
		if (current == null) {
			throw new IllegalStateException("The fleet is not started");
		}
		return current;
	}

	private void onLoop(Runnable command) {
		current().loop.execute(command);
	}

	/**
	 * Publish an event, after those before it. Does not block.
	 * @param event the event
	 */
	public void publish(FleetEvent event) {
		Voyage current = this.voyage;
		if (current != null) {
			current.events.publish(event);
		}
	}

	/**
	 * Drain all workers and stop. Does not block.
	 * @return completes when no JVM, socket or thread of the fleet is left
	 */
	public CompletableFuture<Void> stop() {
		Voyage current = this.voyage;
		return (current != null) ? current.end() : CompletableFuture.completedFuture(null);
	}

	/**
	 * How the fleet fares. Waits for the supervisor to look.
	 * @return the status, {@code null} if the fleet is not started
	 */
	public @Nullable FleetStatus status() {
		Voyage current = this.voyage;
		if (current == null) {
			return null;
		}
		return current.status();
	}

	@Override
	public FleetOperation restart(Collection<WorkerId> workers, boolean hard) {
		return operate((supervisor) -> supervisor.operations().restart(workers, hard));
	}

	@Override
	public FleetOperation shutdown(Collection<WorkerId> workers, boolean hard) {
		if (!workers.isEmpty()) {
			return operate((supervisor) -> supervisor.operations().shutdown(workers, hard));
		}
		FleetOperation shutdown = operate((supervisor) -> supervisor.shutdownAll(hard));
		// It alone keeps the JVM from ending before all is done; web servers ask on
		// daemons
		Thread thread = new Thread(this.exit, "fleet-exit");
		thread.setDaemon(false);
		thread.start();
		return shutdown;
	}

	@Override
	public FleetOperation start(Collection<WorkerId> workers) {
		return operate((supervisor) -> supervisor.operations().start(workers));
	}

	@Override
	public FleetOperation createService(String name) {
		return operate((supervisor) -> supervisor.operations().create(name));
	}

	@Override
	public FleetOperation createService(String name, Class<?> type) {
		WorkerSpec spec = ServiceType.spec(name, type);
		return operate((supervisor) -> supervisor.operations().create(spec));
	}

	@Override
	public FleetOperation update(FleetUpdate update) {
		FleetChange change = operate((supervisor) -> supervisor.operations().plan(update));
		WorkerLauncher prepared = change.base().launcher().update(update, change.workers());
		try {
			return operate((supervisor) -> supervisor.operations().update(change, prepared));
		}
		catch (RuntimeException ex) {
			prepared.close();
			throw ex;
		}
	}

	private <T> T operate(Function<Supervisor, T> operation) {
		Voyage current = current();
		return current.loop.ask(() -> {
			if (current.supervisor.isStopping()) {
				throw new FleetException("The fleet stops, and takes no orders.", "Start the application again.");
			}
			return operation.apply(current.supervisor);
		});
	}

	@Override
	public WorkerId ownerOfShard(int shard) {
		return owner("shard " + shard,
				(shard >= 0) ? current().plan.resolve(IpcDestination.ownerOfShard(shard)) : List.of());
	}

	@Override
	public WorkerId ownerOfGuild(long guildId) {
		return owner("guild " + Long.toUnsignedString(guildId),
				current().plan.resolve(IpcDestination.ownerOfGuild(guildId)));
	}

	private WorkerId owner(String what, Collection<WorkerId> owners) {
		return owners.stream()
			.findFirst()
			.orElseThrow(() -> new FleetException("No cluster of this fleet runs " + what + ".",
					"It has the shards %s of %d.".formatted(current().plan.range(), current().plan.totalShards())));
	}

	@Override
	public FleetOperation abort(String id) {
		Voyage current = current();
		return current.loop.ask(() -> current.supervisor.operations().abort(id));
	}

	@Override
	public Optional<FleetOperation> operation(String id) {
		Voyage current = current();
		return current.loop.ask(() -> current.supervisor.operations().find(id));
	}

	@Override
	public CompletableFuture<FleetOperation> whenEnded(String id) {
		Voyage current = current();
		return current.loop.ask(() -> {
			CompletableFuture<FleetOperation> known = current.supervisor.operations().ended(id);
			return (known != null) ? known
					: CompletableFuture.failedFuture(new FleetException("There is no operation '%s'.".formatted(id),
							"The status of the fleet names the operations."));
		});
	}

	/**
	 * One time from start to stop.
	 */
	private final class Voyage implements SupervisorListener, IpcAdmission {

		private final SupervisionLoop loop = new SupervisionLoop();

		private final CompletableFuture<Void> ended = new CompletableFuture<>();

		private final FleetPlan plan;

		private final IdentifyCoordinator coordinator;

		private final Supervisor supervisor;

		private final FleetProgress progress;

		private final FleetStatusReader statusReader = new FleetStatusReader(Admiral.this.channel::latency);

		private final FleetEvents events = new FleetEvents(Admiral.this.publisher,
				new EventBroadcast(Admiral.this.channel.template(), Admiral.this.settings.broadcastEvents()));

		private volatile @Nullable FleetStatus lastStatus;

		Voyage(FleetStart start) {
			this.plan = start.plan();
			this.coordinator = new IdentifyCoordinator(start.limit(), Admiral.this.settings.identifyInterval(),
					System::nanoTime, this.loop::schedule);
			StartBudget budget = new StartBudget(this.coordinator, start.reserve(), InstantSource.system());
			this.supervisor = new Supervisor(this.plan.workers(), this.plan.dormant(), start.gatewayUrl(), this.loop,
					Admiral.this.launchers.create(this.plan.all(), this.plan.totalShards()),
					new IpcWorkerOrders(Admiral.this.channel), Admiral.this.supervisorSettings, this, budget,
					new AdmiralStall(System::nanoTime, STALL_TOLERANCE), System::nanoTime);
			this.progress = new FleetProgress(this.supervisor.workers(), budget, this.events::progressed,
					System::nanoTime);
		}

		void begin() {
			if (!Admiral.this.handling) {
				Admiral.this.handling = true;
				Admiral.this.channel.handle(new ReportHandler(Admiral.this::onLoop, () -> current().supervisor));
				Admiral.this.channel.handle(new OperationHandler(Admiral.this));
				Admiral.this.channel.handle(new IdentifyHandler(Admiral.this::onLoop, () -> current().coordinator));
				Admiral.this.channel.handle(new ShardReportHandler(Admiral.this::onLoop,
						() -> current().supervisor.workers(), Admiral.this::publish));
			}
			Admiral.this.channel.open(this.plan, this);
			this.supervisor.start();
		}

		CompletableFuture<Void> end() {
			this.supervisor.stop().thenRun(() -> {
				try {
					this.lastStatus = read();
					Admiral.this.channel.close();
				}
				finally {
					this.loop.close();
					this.events.close();
					this.ended.complete(null);
				}
			});
			return this.ended;
		}

		FleetStatus status() {
			FleetStatus last = this.lastStatus;
			return (last != null) ? last : this.loop.ask(this::read);
		}

		private FleetStatus read() {
			return this.statusReader.read(Admiral.this.settings.name(), this.supervisor, this.progress,
					this.coordinator.limit());
		}

		@Override
		public void gone(WorkerId worker) {
			this.coordinator.forget(worker);
		}

		@Override
		public void stateChanged(WorkerId worker, WorkerState from, WorkerState to, @Nullable String cause) {
			WorkerHandle handle = this.supervisor.workers().get(worker);
			if (handle != null) {
				this.events.stateChanged(handle.spec(), from, to, cause);
			}
		}

		@Override
		public void planned(List<WorkerSpec> workers) {
			this.plan.become(workers);
		}

		@Override
		public void absent(WorkerId worker, @Nullable String reason) {
			this.plan.absent(worker, reason);
		}

		@Override
		public void changed() {
			Duration took = this.supervisor.isStopping() ? null : this.progress.update();
			if (took != null) {
				int shards = this.supervisor.workers().shards();
				logger.info(LogTopic.ALL_CLUSTERS_LAUNCHED, "Fleet '{}' is up: {} shards and {} workers after {} s",
						Admiral.this.settings.name(), shards, this.supervisor.workers().all().size(),
						took.toMillis() / 1000.0);
				this.events.ready(shards, took);
			}
		}

		@Override
		public void refused(FleetRefusedException refusal) {
			// Not a daemon: it alone keeps the JVM from ending as if all were well
			new Thread(() -> Admiral.this.abort.accept(refusal), "fleet-abort").start();
		}

		@Override
		public @Nullable String refuse(IpcHello hello) {
			return this.plan.isPlanned(hello.id()) ? null : "the fleet has no " + hello.id();
		}

		@Override
		public void connected(WorkerId id, IpcHello hello) {
			this.loop.execute(() -> this.supervisor.connected(id, hello.incarnation()));
		}

		@Override
		public void disconnected(WorkerId id, @Nullable Throwable cause) {
			logger.debug(LogTopic.CLUSTER_SHUTDOWN, "{} is disconnected", id, cause);
		}

	}

	/**
	 * Makes a launcher once it is known what there is to launch.
	 */
	@FunctionalInterface
	public interface LauncherFactory {

		/**
		 * Make a launcher.
		 * @param workers all workers that there should be
		 * @param totalShards the number of shards of the whole bot
		 * @return the launcher
		 * @throws FleetException if they cannot be launched, for want of memory for
		 * example
		 */
		WorkerLauncher create(List<WorkerSpec> workers, int totalShards);

	}

}
