package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.BotToken;
import io.github.fleetboot.admiral.FleetStartCheck;
import io.github.fleetboot.admiral.JvmWorkerLauncher;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmFlags;
import io.github.fleetboot.process.JvmProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * From which code and with which arguments the JVMs of workers are started: the same for
 * all of them, as of the Admiral's start.
 */
class WorkerRecipe implements JvmWorkerLauncher.JvmRecipe {

	private static final Duration QUIET_TIME = Duration.ofSeconds(20);

	private final FleetProperties properties;

	private final WorkerHeaps heaps;

	private final BotToken token;

	private final FleetDirectoryHolder directory;

	private final ConfigurableApplicationContext context;

	private volatile @Nullable WorkerCode code;

	private volatile @Nullable DebugPorts debugPorts;

	WorkerRecipe(FleetProperties properties, BotToken token, FleetDirectoryHolder directory,
			ConfigurableApplicationContext context) {
		this.properties = properties;
		this.token = token;
		this.heaps = new WorkerHeaps(properties);
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
		this.code = WorkerCode.of(command, () -> this.directory.get().releases(),
				workers.archive() == FleetProperties.Workers.Archive.AUTO);
	}

	/**
	 * The workers are known.
	 * @param workers the workers
	 * @throws FleetException if there is no memory or no debug port for one of them
	 */
	void plan(List<WorkerId> workers) {
		this.heaps.plan(workers);
		DebugPorts ports = new DebugPorts(this.properties.workers().debug(), workers);
		ports.require();
		this.debugPorts = ports;
	}

	/**
	 * The fleet begins to stop.
	 */
	void stopping() {
		WorkerCode current = this.code;
		if (current != null) {
			current.makeNoArchive();
		}
	}

	/**
	 * No worker is left.
	 */
	void stopped() {
		WorkerCode current = this.code;
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Once the fleet is up, and what it needs the processors for is done, the classes of
	 * its workers are archived.
	 */
	@EventListener(FleetReadyEvent.class)
	void archiveClasses() {
		WorkerCode current = this.code;
		if (current != null) {
			CompletableFuture.delayedExecutor(QUIET_TIME.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
				Thread thread = new Thread(current::makeArchive, "fleet-archive");
				thread.setDaemon(true);
				thread.start();
			});
		}
	}

	private WorkerCode code() {
		WorkerCode current = this.code;
		if (current == null) {
			throw new IllegalStateException("The fleet is not started");
		}
		return current;
	}

	@Override
	public JavaCommand command() {
		return code().command();
	}

	@Override
	public List<String> arguments(WorkerId id) {
		List<String> configured = new ArrayList<>(this.heaps.arguments(id));
		configured.addAll(this.heaps.configured(id));
		DebugPorts ports = this.debugPorts;
		if (ports != null) {
			ports.agent(id).ifPresent((agent) -> configured.add(agent.argument()));
		}
		List<String> flags = new ArrayList<>(List.of("-XX:ErrorFile=" + crashReport(id, "%p")));
		flags.addAll(JvmFlags.of(this.properties.workers().profile(), code().runtime(), configured));
		flags.addAll(code().archiveFlags(flags, id.role() == FleetRole.CLUSTER));
		return flags;
	}

	@Override
	public void environment(WorkerId id, Map<String, String> variables) {
		this.properties.workers().profile().environment().forEach(variables::putIfAbsent);
		if (id.role() == FleetRole.SERVICE) {
			this.token.hideFrom(variables);
		}
	}

	@Override
	public void started(List<String> arguments, JvmProcess process) {
		code().started(arguments, process);
	}

	@Override
	public Path crashReport(JvmProcess process) {
		return crashReport(process.worker(), Long.toString(process.pid()));
	}

	private Path crashReport(WorkerId id, String pid) {
		return this.directory.path().resolve("crash-%s-%s.log".formatted(id, pid));
	}

}
