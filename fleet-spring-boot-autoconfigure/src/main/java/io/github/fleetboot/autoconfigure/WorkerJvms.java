package io.github.fleetboot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.ConfigurationSnapshot;
import io.github.fleetboot.admiral.FleetStartCheck;
import io.github.fleetboot.admiral.JvmWorkerLauncher;
import io.github.fleetboot.admiral.WorkerLauncher;
import io.github.fleetboot.admiral.WorkerSpec;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmFlags;
import io.github.fleetboot.protocol.LaunchOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.function.SingletonSupplier;

/**
 * With which code, arguments and configuration the JVMs of workers are started: the same
 * for all of them, as of the Admiral's start.
 */
class WorkerJvms {

	private final FleetProperties properties;

	private final FleetDirectoryHolder directory;

	private final FleetSecret secret;

	private final SocketFleetChannel channel;

	private final ConfigurableEnvironment environment;

	private final ConfigurableApplicationContext context;

	private volatile @Nullable JvmWorkerLauncher launcher;

	WorkerJvms(FleetProperties properties, FleetDirectoryHolder directory, FleetSecret secret,
			SocketFleetChannel channel, ConfigurableEnvironment environment, ConfigurableApplicationContext context) {
		this.properties = properties;
		this.directory = directory;
		this.secret = secret;
		this.channel = channel;
		this.environment = environment;
		this.context = context;
	}

	WorkerLauncher launcher(int totalShards) {
		ConfigurationSnapshot snapshot = ConfigurationSnapshot.of(this.environment);
		JvmWorkerLauncher next = new JvmWorkerLauncher(SingletonSupplier.of(this::command), this::jvmArguments,
				(spec, incarnation) -> order(spec, incarnation, totalShards, snapshot),
				() -> this.directory.get().dumps(), this.properties.workers().dumps().retain());
		this.launcher = next;
		return next;
	}

	/**
	 * End all workers at once, and start no more.
	 * @return completes when they are gone
	 */
	CompletableFuture<Void> killAll() {
		JvmWorkerLauncher current = this.launcher;
		return (current != null) ? current.killAll() : CompletableFuture.completedFuture(null);
	}

	/**
	 * See whether workers could be started at all, before anything is.
	 * @throws FleetException if not
	 */
	void check() {
		command();
	}

	private JavaCommand command() {
		FleetProperties.Workers workers = this.properties.workers();
		return JavaCommand.ofThisJvm(new JavaCommand.Settings(this.directory.path(), workers.javaExecutable(),
				workers.mainClass(), FleetStartCheck.mainClass(this.context).orElse(null)));
	}

	private List<String> jvmArguments(WorkerId id) {
		List<String> configured = new ArrayList<>(this.properties.workers().jvmArgs());
		if (id.role() == FleetRole.CLUSTER) {
			configured.addAll(this.properties.clusters().jvmArgs());
		}
		else {
			FleetProperties.Services.Instance instance = this.properties.services().instances().get(id.name());
			configured.addAll((instance != null) ? instance.jvmArgs() : List.of());
		}
		return JvmFlags.with(configured);
	}

	private LaunchOrder order(WorkerSpec spec, int incarnation, int totalShards, ConfigurationSnapshot snapshot) {
		return new LaunchOrder(spec.id(), incarnation, this.channel.address(), this.secret.bytes(),
				snapshot.profilesFor(spec.id().role()), snapshot.propertySources(), spec.shards(),
				(spec.shards() != null) ? totalShards : 0);
	}

}
