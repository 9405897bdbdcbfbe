package io.github.fleetboot.autoconfigure;

import java.util.List;
import java.util.Optional;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.process.DebugAgent;

/**
 * Gives each worker the same debug port in each of its lives.
 */
class DebugPorts {

	private final FleetProperties.Workers.Debug properties;

	private final List<WorkerId> workers;

	/**
	 * Create the ports.
	 * @param properties which ports
	 * @param workers all workers of the fleet, in their order
	 */
	DebugPorts(FleetProperties.Workers.Debug properties, List<WorkerId> workers) {
		this.properties = properties;
		this.workers = workers;
	}

	/**
	 * Refuse ports in use before anything is forked.
	 */
	void require() {
		this.workers.forEach((worker) -> agent(worker).ifPresent((agent) -> agent.requirePort(worker)));
	}

	/**
	 * The debug agent of a worker.
	 * @param worker the worker
	 * @return the agent, empty if debugging is off
	 */
	Optional<DebugAgent> agent(WorkerId worker) {
		if (!this.properties.enabled()) {
			return Optional.empty();
		}
		int index = this.workers.indexOf(worker);
		// A service that was created from a class takes any free port
		int port = (this.properties.port() == 0 || index < 0) ? 0 : this.properties.port() + index;
		return Optional.of(new DebugAgent(port, this.properties.suspend()));
	}

}
