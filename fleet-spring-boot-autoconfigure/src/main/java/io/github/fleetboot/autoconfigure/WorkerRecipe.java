package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.BotToken;
import io.github.fleetboot.admiral.JvmWorkerLauncher.JvmRecipe;
import io.github.fleetboot.process.JavaCommand;
import io.github.fleetboot.process.JvmFlags;
import io.github.fleetboot.process.JvmProcess;
import io.github.fleetboot.process.JvmTrial;

/**
 * From which code and with which arguments the JVMs of workers are started: those of one
 * release.
 */
final class WorkerRecipe implements JvmRecipe {

	private final WorkerReleases releases;

	private final FleetProperties properties;

	private final BotToken token;

	private final Path directory;

	private final WorkerCode code;

	private final WorkerHeaps heaps;

	private final DebugPorts debugPorts;

	/**
	 * Create a recipe.
	 * @param releases knows all of them
	 * @param properties how workers are started
	 * @param token the token, which services do not get
	 * @param directory where JVMs write what they know when they crash
	 * @param code what they run
	 * @param heaps what is planned for them
	 * @param debugPorts where they listen for a debugger
	 */
	WorkerRecipe(WorkerReleases releases, FleetProperties properties, BotToken token, Path directory, WorkerCode code,
			WorkerHeaps heaps, DebugPorts debugPorts) {
		this.releases = releases;
		this.properties = properties;
		this.token = token;
		this.directory = directory;
		this.code = code;
		this.heaps = heaps;
		this.debugPorts = debugPorts;
	}

	WorkerCode code() {
		return this.code;
	}

	WorkerHeaps heaps() {
		return this.heaps;
	}

	@Override
	public JavaCommand command() {
		return this.code.command();
	}

	@Override
	public List<String> arguments(WorkerId id) {
		List<String> configured = new ArrayList<>(this.heaps.arguments(id));
		configured.addAll(this.heaps.configured(id));
		this.debugPorts.agent(id).ifPresent((agent) -> configured.add(agent.argument()));
		List<String> flags = new ArrayList<>(List.of("-XX:ErrorFile=" + crashReport(id, "%p")));
		flags.addAll(flags(configured));
		flags.addAll(this.code.archiveFlags(flags, id.role() == FleetRole.CLUSTER));
		return flags;
	}

	private List<String> flags(List<String> configured) {
		return JvmFlags.of(this.properties.workers().profile(), this.code.runtime(), configured);
	}

	/**
	 * See whether a JVM would start with such arguments.
	 * @param workers whose arguments
	 * @throws FleetException if not
	 */
	void tryArguments(List<WorkerId> workers) {
		Set<List<String>> tried = new HashSet<>();
		for (WorkerId worker : workers) {
			List<String> configured = new ArrayList<>(this.heaps.arguments(worker));
			configured.addAll(this.heaps.configured(worker));
			List<String> flags = flags(configured);
			if (tried.add(flags)) {
				JvmTrial.refusal(command(), flags).ifPresent((refusal) -> {
					throw new FleetException(
							"The update is refused: no JVM starts with the arguments of %s: %s".formatted(worker,
									refusal),
							"Correct jvmArgs or clusterJvmArgs of the update; java -version with these arguments tells whether they are right.");
				});
			}
		}
	}

	@Override
	public WorkerRecipe update(FleetUpdate update, List<WorkerId> workers) {
		return this.releases.update(this, update, workers);
	}

	@Override
	public void close() {
		this.releases.close(this);
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
		this.code.started(arguments, process);
	}

	@Override
	public Path crashReport(JvmProcess process) {
		return crashReport(process.worker(), Long.toString(process.pid()));
	}

	private Path crashReport(WorkerId id, String pid) {
		return this.directory.resolve("crash-%s-%s.log".formatted(id, pid));
	}

}
