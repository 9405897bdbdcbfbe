package io.github.fleetboot.logging;

import java.util.Locale;

/**
 * What a line of the fleet's own log is about.
 *
 * @since 0.1.0
 */
public enum LogTopic {

	/**
	 * How many shards there are, and which of them run here.
	 */
	GATEWAY_SHARDS(true),

	/**
	 * The Admiral starts.
	 */
	ADMIRAL_START(true),

	/**
	 * Which cluster runs which shards.
	 */
	SHARDS_SPREAD(true),

	/**
	 * New statistics.
	 */
	STATS_UPDATE(false),

	/**
	 * The JVMs of all clusters are forked.
	 */
	ALL_CLUSTERS_LAUNCHED(true),

	/**
	 * The JVMs of all services are forked.
	 */
	ALL_SERVICES_LAUNCHED(true),

	/**
	 * The JVM of a cluster is forked.
	 */
	CLUSTER_LAUNCH(false),

	/**
	 * The JVM of a service is forked.
	 */
	SERVICE_LAUNCH(false),

	/**
	 * A cluster begins to connect its shards.
	 */
	CLUSTER_START(true),

	/**
	 * A service begins to become ready.
	 */
	SERVICE_START(true),

	/**
	 * A service is ready.
	 */
	SERVICE_READY(true),

	/**
	 * All shards of a cluster are connected.
	 */
	CLUSTER_READY(true),

	/**
	 * The application's beans of a worker stand.
	 */
	CODE_LOADED(false),

	/**
	 * A shard connects.
	 */
	SHARD_CONNECT(false),

	/**
	 * A shard is ready.
	 */
	SHARD_READY(false),

	/**
	 * A shard lost its connection.
	 */
	SHARD_DISCONNECT(true),

	/**
	 * A shard has resumed its session.
	 */
	SHARD_RESUME(true),

	/**
	 * A service is replaced.
	 */
	SERVICE_RESTART(false),

	/**
	 * A cluster is replaced.
	 */
	CLUSTER_RESTART(false),

	/**
	 * A service stops.
	 */
	SERVICE_SHUTDOWN(true),

	/**
	 * A cluster stops.
	 */
	CLUSTER_SHUTDOWN(true),

	/**
	 * The fleet stops.
	 */
	TOTAL_SHUTDOWN(true),

	/**
	 * A new layout of shards has taken over.
	 */
	RESHARDING_TRANSITION_COMPLETE(true),

	/**
	 * A new layout of shards takes over.
	 */
	RESHARDING_TRANSITION(false),

	/**
	 * A worker of the former layout of shards has ended.
	 */
	RESHARDING_WORKER_KILLED(false),

	/**
	 * The shards of one concurrency group begin to identify.
	 */
	CONCURRENCY_GROUP_STARTING(true);

	private final String id;

	private final boolean essential;

	LogTopic(boolean essential) {
		this.id = name().toLowerCase(Locale.ROOT);
		this.essential = essential;
	}

	/**
	 * The topic in configuration and logs.
	 * @return for example {@code shard_ready}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Whether the topic belongs to the preset {@link LogPreset#LESS}.
	 * @return {@code true} if it does
	 */
	public boolean isEssential() {
		return this.essential;
	}

}
