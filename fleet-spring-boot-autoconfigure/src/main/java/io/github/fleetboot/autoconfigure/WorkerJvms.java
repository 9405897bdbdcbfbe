package io.github.fleetboot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
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
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmFlags;
import io.github.fleetboot.protocol.LaunchOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.function.SingletonSupplier;

/**
 * With which code, arguments and configuration the JVMs of workers are started: the same
 * for all of them, as of the Admiral's start.
 */
class WorkerJvms implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WorkerJvms.class);

	private final FleetProperties properties;

	private final FleetDirectoryHolder directory;

	private final FleetSecret secret;

	private final SocketFleetChannel channel;

	private final ConfigurableEnvironment environment;

	private final ConfigurableApplicationContext context;

	private volatile Supplier<CompletableFuture<Void>> killing = () -> CompletableFuture.completedFuture(null);

	private final WorkerLogs logs;

	WorkerJvms(FleetProperties properties, FleetDirectoryHolder directory, FleetSecret secret,
			SocketFleetChannel channel, ConfigurableEnvironment environment, ConfigurableApplicationContext context,
			WorkerLogs logs) {
		this.properties = properties;
		this.directory = directory;
		this.secret = secret;
		this.channel = channel;
		this.environment = environment;
		this.context = context;
		this.logs = logs;
	}

	WorkerLauncher launcher(List<WorkerSpec> workers, int totalShards) {
		ConfigurationSnapshot snapshot = ConfigurationSnapshot.of(this.environment);
		OrderFactory orders = (spec, incarnation) -> order(spec, incarnation, totalShards, snapshot);
		if (isInProcess()) {
			return inProcess(orders);
		}
		DebugPorts debugPorts = new DebugPorts(this.properties.workers().debug(),
				workers.stream().map(WorkerSpec::id).toList());
		debugPorts.require();
		JvmWorkerLauncher next = new JvmWorkerLauncher(SingletonSupplier.of(this::command),
				(id) -> jvmArguments(id, debugPorts), orders, () -> this.directory.get().dumps(),
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

	/**
	 * End all workers at once, and start no more.
	 * @return completes when they are gone
	 */
	CompletableFuture<Void> killAll() {
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

	/**
	 * See whether workers could be started at all, before anything is.
	 * @throws FleetException if not
	 */
	void check() {
		if (isInProcess()) {
			mainMethod();
		}
		else {
			command();
		}
	}

	private JavaCommand command() {
		FleetProperties.Workers workers = this.properties.workers();
		return JavaCommand.ofThisJvm(new JavaCommand.Settings(this.directory.path(), workers.javaExecutable(),
				workers.mainClass(), FleetStartCheck.mainClass(this.context).orElse(null)));
	}

	private List<String> jvmArguments(WorkerId id, DebugPorts debugPorts) {
		List<String> configured = new ArrayList<>(this.properties.workers().jvmArgs());
		if (id.role() == FleetRole.CLUSTER) {
			configured.addAll(this.properties.clusters().jvmArgs());
		}
		else {
			FleetProperties.Services.Instance instance = this.properties.services().instances().get(id.name());
			configured.addAll((instance != null) ? instance.jvmArgs() : List.of());
		}
		debugPorts.agent(id).ifPresent((agent) -> configured.add(agent.argument()));
		return JvmFlags.with(configured);
	}

	private LaunchOrder order(WorkerSpec spec, int incarnation, int totalShards, ConfigurationSnapshot snapshot) {
		return new LaunchOrder(spec.id(), incarnation, this.channel.address(), this.secret.bytes(),
				snapshot.profilesFor(spec.id().role()), snapshot.propertySources(), spec.shards(),
				(spec.shards() != null) ? totalShards : 0);
	}

}
