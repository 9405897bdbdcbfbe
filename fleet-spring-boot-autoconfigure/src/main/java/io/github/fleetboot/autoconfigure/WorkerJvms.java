package io.github.fleetboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.admiral.BotToken;
import io.github.fleetboot.admiral.ConfigurationSnapshot;
import io.github.fleetboot.admiral.FleetStartCheck;
import io.github.fleetboot.admiral.JvmWorkerLauncher;
import io.github.fleetboot.admiral.JvmWorkerLauncher.OrderFactory;
import io.github.fleetboot.admiral.WorkerLauncher;
import io.github.fleetboot.admiral.WorkerSpec;
import io.github.fleetboot.admiral.logging.WorkerLogs;
import io.github.fleetboot.autoconfigure.FleetProperties.Workers.Mode;
import io.github.fleetboot.inprocess.InProcessWorkerLauncher;
import io.github.fleetboot.inprocess.MainMethod;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Where workers run, and with which orders and configuration they are started: the same
 * for all of them, as of the Admiral's start.
 */
class WorkerJvms implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WorkerJvms.class);

	private final FleetProperties properties;

	private final WorkerReleases releases;

	private final BotToken token;

	private final FleetDirectoryHolder directory;

	private final FleetSecret secret;

	private final SocketFleetChannel channel;

	private final ConfigurableEnvironment environment;

	private final ConfigurableApplicationContext context;

	private final WorkerLogs logs;

	private volatile Supplier<CompletableFuture<Void>> killing = () -> CompletableFuture.completedFuture(null);

	WorkerJvms(FleetProperties properties, WorkerReleases releases, BotToken token, FleetDirectoryHolder directory,
			FleetSecret secret, SocketFleetChannel channel, ConfigurableEnvironment environment,
			ConfigurableApplicationContext context, WorkerLogs logs) {
		this.properties = properties;
		this.releases = releases;
		this.token = token;
		this.directory = directory;
		this.secret = secret;
		this.channel = channel;
		this.environment = environment;
		this.context = context;
		this.logs = logs;
	}

	/**
	 * See whether workers could be started at all, before anything is.
	 * @throws FleetException if not
	 */
	void prepare() {
		if (isInProcess()) {
			mainMethod();
		}
		else {
			this.releases.prepare();
		}
	}

	WorkerLauncher launcher(List<WorkerSpec> workers, int totalShards) {
		ConfigurationSnapshot ofClusters = ConfigurationSnapshot.of(this.environment);
		ConfigurationSnapshot ofServices = this.token.hideFrom(ofClusters);
		OrderFactory orders = (spec, incarnation) -> order(spec, incarnation, totalShards,
				(spec.shards() != null) ? ofClusters : ofServices);
		if (isInProcess()) {
			return inProcess(orders);
		}
		WorkerRecipe recipe = this.releases.recipe(workers.stream().map(WorkerSpec::id).toList());
		JvmWorkerLauncher next = new JvmWorkerLauncher(recipe, orders, () -> this.directory.get().dumps(),
				this.properties.workers().dumps().retain(), this.logs);
		this.killing = next::killAll;
		return next;
	}

	private boolean isInProcess() {
		return this.properties.workers().mode() == Mode.IN_PROCESS;
	}

	private WorkerLauncher inProcess(OrderFactory orders) {
		logger.warn("Workers run inside this JVM (fleet.workers.mode=in-process). This is for development: "
				+ "they share its memory, its statics and its end");
		InProcessWorkerLauncher next = new InProcessWorkerLauncher(mainMethod(), orders);
		this.killing = next::killAll;
		return next;
	}

	private MainMethod mainMethod() {
		String mainClass = this.properties.workers().mainClass();
		return MainMethod.of((mainClass != null) ? mainClass : FleetStartCheck.mainClass(this.context).orElse(null),
				this.context.getClassLoader());
	}

	private LaunchOrder order(WorkerSpec spec, int incarnation, int totalShards, ConfigurationSnapshot snapshot) {
		return new LaunchOrder(spec.id(), incarnation, this.channel.address(), this.secret.bytes(),
				snapshot.profilesFor(spec.id().role()), propertySources(spec, snapshot), spec.shards(),
				(spec.shards() != null) ? totalShards : 0);
	}

	private static List<PropertySourceRecord> propertySources(WorkerSpec spec, ConfigurationSnapshot snapshot) {
		Class<?> type = spec.type();
		if (type == null) {
			return snapshot.propertySources();
		}
		PropertySourceRecord created = new PropertySourceRecord(FleetEnvironment.SERVICE_TYPE, Position.WORKER,
				Map.of(FleetEnvironment.SERVICE_TYPE, type.getName()));
		return Stream.concat(Stream.of(created), snapshot.propertySources().stream()).toList();
	}

	/**
	 * The fleet begins to stop.
	 */
	void stopping() {
		this.releases.stopping();
	}

	/**
	 * No worker is left.
	 */
	void stopped() {
		this.releases.stopped();
	}

	/**
	 * End all workers at once, and start no more.
	 * @return completes when they are gone
	 */
	CompletableFuture<Void> killAll() {
		stopping();
		return this.killing.get();
	}

	/**
	 * The context that failed to start, or was closed, leaves no worker behind in its
	 * JVM. Other JVMs see by themselves that their Admiral is gone.
	 */
	@Override
	public void close() {
		if (isInProcess()) {
			killAll();
		}
	}

}
