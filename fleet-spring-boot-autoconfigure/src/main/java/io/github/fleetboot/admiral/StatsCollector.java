package io.github.fleetboot.admiral;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.DiscordFigures;
import io.github.fleetboot.protocol.WorkerReport;
import io.github.fleetboot.protocol.WorkerVitals;
import io.github.fleetboot.stats.ClusterStats;
import io.github.fleetboot.stats.ContributorHealth;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.ProcessMemory;
import io.github.fleetboot.stats.ServiceStats;
import io.github.fleetboot.stats.ShardStats;
import io.github.fleetboot.stats.WorkerMeters;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Asks all workers at once for their figures, and makes statistics of the answers. A
 * worker that is not up, ends meanwhile, or does not answer in time is missing there, and
 * costs the others nothing. Thread-safe.
 */
public final class StatsCollector implements FleetStatistics {

	private static final FleetLog logger = FleetLog.of(StatsCollector.class);

	private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

	private final Supplier<@Nullable FleetStatus> status;

	private final IpcTemplate ipc;

	private final Duration timeout;

	private final InstantSource clock;

	private final Executor executor;

	private @Nullable CompletableFuture<FleetStats> running;

	private volatile @Nullable FleetStats latest;

	private volatile Map<WorkerId, Map<String, ContributorHealth>> health = Map.of();

	/**
	 * Create a collector.
	 * @param status how the fleet fares; may block for a moment
	 * @param ipc reaches the workers
	 * @param timeout how long a worker may take to answer
	 * @param clock tells the time
	 * @param executor runs what may block for a moment
	 */
	public StatsCollector(Supplier<@Nullable FleetStatus> status, IpcTemplate ipc, Duration timeout,
			InstantSource clock, Executor executor) {
		this.status = status;
		this.ipc = ipc;
		this.timeout = timeout;
		this.clock = clock;
		this.executor = executor;
	}

	/**
	 * Have a listener told of all statistics from now on.
	 * @param name a name for it; another listener of that name is replaced
	 * @param listener told on a thread that it must not block for long
	 */
	public void listen(String name, Listener listener) {
		this.listeners.put(name, listener);
	}

	@Override
	public Optional<FleetStats> latest() {
		return Optional.ofNullable(this.latest);
	}

	/**
	 * What the health contributors of the workers said at the latest collection.
	 * @return their health by name, for each worker that answered and has any
	 */
	public Map<WorkerId, Map<String, ContributorHealth>> health() {
		return this.health;
	}

	@MessageMapping(ControlRoutes.STATS_LATEST)
	@Nullable FleetStats latestForWorker() {
		return this.latest;
	}

	@Override
	@MessageMapping(ControlRoutes.STATS_COLLECT)
	public synchronized CompletableFuture<FleetStats> collect() {
		CompletableFuture<FleetStats> current = this.running;
		if (current == null) {
			try {
				current = CompletableFuture.supplyAsync(this::currentStatus, this.executor).thenCompose(this::ask);
			}
			catch (RejectedExecutionException ex) {
				return CompletableFuture.failedFuture(notStarted());
			}
			this.running = current;
			current.whenComplete((stats, failure) -> ended());
		}
		return current.copy();
	}

	private synchronized void ended() {
		this.running = null;
	}

	private FleetStatus currentStatus() {
		FleetStatus current = this.status.get();
		if (current == null) {
			throw notStarted();
		}
		return current;
	}

	private static FleetException notStarted() {
		return new FleetException("There are no statistics: the fleet is not started.",
				"Ask again once the application has started; see fleet.skip-in-tests if this is a test.");
	}

	private CompletableFuture<FleetStats> ask(FleetStatus current) {
		Collection collection = new Collection(current);
		List<CompletableFuture<?>> answers = new ArrayList<>();
		current.clusters()
			.forEach((cluster) -> answers
				.add(ask(WorkerId.cluster(cluster.id()), cluster.state(), cluster.failure(), collection)));
		current.services()
			.forEach((service) -> answers
				.add(ask(WorkerId.service(service.name()), service.state(), service.failure(), collection)));
		return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
			.thenApplyAsync((nothing) -> finish(collection), this.executor);
	}

	private CompletableFuture<?> ask(WorkerId worker, WorkerState state, @Nullable String failure,
			Collection collection) {
		if (!state.isUp() && state != WorkerState.DRAINING) {
			collection.missing.put(worker, "it is " + state + ((failure != null) ? ": " + failure : ""));
			return CompletableFuture.completedFuture(null);
		}
		return this.ipc
			.requestAsync(IpcDestination.worker(worker).route(ControlRoutes.STATS), null, WorkerReport.class,
					this.timeout)
			.handle((report, ex) -> (report != null) ? collection.reports.put(worker, report)
					: collection.missing.put(worker, cause(ex)));
	}

	private static String cause(@Nullable Throwable failure) {
		Throwable root = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (root != null) ? String.valueOf(root.getMessage()) : "it answered nothing";
	}

	private FleetStats finish(Collection collection) {
		FleetStats stats = collection.stats(this.clock);
		this.latest = stats;
		this.health = collection.health();
		logger.info(LogTopic.STATS_UPDATE,
				"Statistics: {} guilds, {} members, {} cached users on {} shards; {} MB in {} JVMs{}", stats.guilds(),
				stats.members(), stats.users(), stats.shardCount(), stats.totalMemory() / 1_000_000,
				1 + stats.clusters().size() + stats.services().size(),
				stats.missing().isEmpty() ? "" : "; missing: " + stats.missing());
		this.listeners.forEach((name, listener) -> {
			try {
				listener.collected(stats, collection.meters());
			}
			catch (RuntimeException ex) {
				logger.warn(LogTopic.STATS_UPDATE, "The statistics could not be handed to {}", name, ex);
			}
		});
		return stats;
	}

	/**
	 * Is told of statistics.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Statistics were collected.
		 * @param stats the statistics
		 * @param meters the meters of the workers that answered
		 */
		void collected(FleetStats stats, Map<WorkerId, WorkerMeters> meters);

	}

	/**
	 * What is there of one collection.
	 */
	private static final class Collection {

		private final Map<WorkerId, WorkerReport> reports = new ConcurrentHashMap<>();

		private final Map<WorkerId, String> missing = new ConcurrentHashMap<>();

		private final FleetStatus status;

		Collection(FleetStatus status) {
			this.status = status;
		}

		Map<WorkerId, WorkerMeters> meters() {
			Map<WorkerId, WorkerMeters> meters = new LinkedHashMap<>();
			this.reports.forEach((worker, report) -> meters.put(worker, report.meters()));
			return meters;
		}

		Map<WorkerId, Map<String, ContributorHealth>> health() {
			Map<WorkerId, Map<String, ContributorHealth>> health = new TreeMap<>(
					Comparator.comparing(WorkerId::toString));
			this.reports.forEach((worker, report) -> {
				if (!report.health().isEmpty()) {
					health.put(worker, report.health());
				}
			});
			return Collections.unmodifiableMap(health);
		}

		FleetStats stats(InstantSource clock) {
			List<ClusterStats> clusters = new ArrayList<>();
			List<ServiceStats> services = new ArrayList<>();
			Map<String, String> causes = new LinkedHashMap<>();
			for (FleetStatus.Cluster cluster : this.status.clusters()) {
				WorkerReport report = report(WorkerId.cluster(cluster.id()), causes);
				if (report != null) {
					clusters.add(cluster(cluster, report.vitals(), report.discord()));
				}
			}
			for (FleetStatus.Service service : this.status.services()) {
				WorkerReport report = report(WorkerId.service(service.name()), causes);
				if (report != null) {
					services.add(new ServiceStats(service.name(), service.uptime(), report.vitals().memory(),
							service.ipcLatency()));
				}
			}
			return FleetStats.of(clock.instant(), ProcessMemory.bytes(), clusters, services, causes);
		}

		private @Nullable WorkerReport report(WorkerId worker, Map<String, String> causes) {
			String cause = this.missing.get(worker);
			if (cause != null) {
				causes.put(worker.toString(), cause);
			}
			return this.reports.get(worker);
		}

		private static ClusterStats cluster(FleetStatus.Cluster cluster, WorkerVitals vitals, DiscordFigures discord) {
			List<ShardStats> shards = vitals.shards();
			return new ClusterStats(cluster.id(), shards.stream().mapToLong(ShardStats::guilds).sum(), vitals.users(),
					shards.stream().mapToLong(ShardStats::members).sum(), discord.voiceConnections(),
					discord.largeGuilds(), cluster.uptime(), vitals.memory(), cluster.ipcLatency(),
					discord.restLatency(), shards);
		}

	}

}
