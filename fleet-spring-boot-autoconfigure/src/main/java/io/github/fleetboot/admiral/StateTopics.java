package io.github.fleetboot.admiral;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.logging.LogTopic;

/**
 * The topics under which the states of workers are logged.
 */
final class StateTopics {

	private StateTopics() {
	}

	/**
	 * The topic of a line that says in which state a worker is now.
	 * @param role the role of the worker
	 * @param state its state
	 * @param again whether it had a JVM before
	 * @return the topic
	 */
	static LogTopic of(FleetRole role, WorkerState state, boolean again) {
		boolean cluster = role == FleetRole.CLUSTER;
		return switch (state) {
			case STARTING -> again ? restart(role) : (cluster ? LogTopic.CLUSTER_LAUNCH : LogTopic.SERVICE_LAUNCH);
			case STANDBY -> LogTopic.CODE_LOADED;
			case CONNECTING -> cluster ? LogTopic.CLUSTER_START : LogTopic.SERVICE_START;
			case LIVE -> cluster ? LogTopic.CLUSTER_READY : LogTopic.SERVICE_READY;
			case DRAINING, STOPPED, FAILED -> cluster ? LogTopic.CLUSTER_SHUTDOWN : LogTopic.SERVICE_SHUTDOWN;
		};
	}

	static LogTopic restart(FleetRole role) {
		return (role == FleetRole.CLUSTER) ? LogTopic.CLUSTER_RESTART : LogTopic.SERVICE_RESTART;
	}

}
