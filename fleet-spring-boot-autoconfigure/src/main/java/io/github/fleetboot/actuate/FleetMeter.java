package io.github.fleetboot.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The meters of the fleet.
 */
enum FleetMeter {

	WORKERS("fleet.workers", null, "The number of workers in a state", "state"),

	WORKER_LIVE("fleet.worker.live", null, "1 if the worker is live, else 0", "fleet.worker"),

	WORKER_RESTARTS("fleet.worker.restarts", null, "How many JVMs the worker has had before this one", "fleet.worker"),

	WORKER_MEMORY("fleet.worker.memory", "bytes", "The resident memory of a JVM, the Admiral's included",
			"fleet.worker"),

	WORKER_UPTIME("fleet.worker.uptime", "seconds", "The time since the JVM of the worker was forked", "fleet.worker"),

	IPC_LATENCY("fleet.ipc.latency", "seconds",
			"The round trip of the last ping from the Admiral; grows while it is " + "not answered", "fleet.worker"),

	IPC_HUB_REQUESTS("fleet.ipc.hub.requests.open", null,
			"Requests that the hub has handed to the worker or the Admiral and that are not answered yet, shortcuts left out",
			"fleet.worker"),

	IPC_HUB_PARKED("fleet.ipc.hub.parked", null, "Messages and requests that wait in the hub until the worker is there",
			"fleet.worker"),

	IPC_HUB_QUEUE("fleet.ipc.hub.queue", "bytes", "What waits in the hub until the worker or the Admiral reads it",
			"fleet.worker"),

	IPC_HUB_DROPPED("fleet.ipc.hub.dropped", null,
			"Messages without reply that did not reach their receiver: there was none, or too much was waiting for it"),

	IPC_HUB_REFUSED("fleet.ipc.hub.refused", null, "Requests that were refused since too much was waiting"),

	SHARDS("fleet.shards", null, "The number of shards of this host"),

	SHARDS_READY("fleet.shards.ready", null, "How many of them are connected"),

	SHARD_READY("fleet.shard.ready", null, "1 if the shard is connected, else 0", "cluster", "shard"),

	SHARD_LATENCY("fleet.shard.latency", "seconds", "The round trip of the shard's last heartbeat", "cluster", "shard"),

	SHARD_GUILDS("fleet.shard.guilds", null, "The number of guilds of the shard", "cluster", "shard"),

	SHARD_MEMBERS("fleet.shard.members", null, "The sum of the member counts of its guilds", "cluster", "shard"),

	CLUSTER_USERS("fleet.cluster.users", null, "The number of users that the cluster has cached", "cluster"),

	CLUSTER_VOICE("fleet.cluster.voice.connections", null,
			"The number of its guilds where the bot is connected to a " + "voice channel", "cluster"),

	CLUSTER_LARGE_GUILDS("fleet.cluster.guilds.large", null, "The number of its guilds with more than 250 members",
			"cluster"),

	REST_LATENCY("fleet.rest.latency", "seconds", "How long Discord's REST API took to answer the cluster lately",
			"cluster"),

	IDENTIFY_LIMIT("fleet.identify.limit", null, "How many IDENTIFYs Discord allows in a day"),

	IDENTIFY_REMAINING("fleet.identify.remaining", null, "How many of them are left"),

	IDENTIFY_RESET("fleet.identify.reset", "seconds", "The time until all of them are there again"),

	OPERATIONS("fleet.operations.running", null, "The number of operations under way"),

	LOG_RECORDS("fleet.log.records", null,
			"What became of the records that the worker logged: forwarded, dropped for "
					+ "want of room, or rate-limited",
			"fleet.worker", "outcome"),

	STATS_AGE("fleet.stats.age", "seconds", "The time since statistics were collected last"),

	STATS_MISSING("fleet.stats.missing", null, "The number of workers that are missing there"),

	SERIES_LEFT_OUT("fleet.stats.series.left.out", null,
			"The number of series of the worker's meters that are not " + "shown, since they are too many",
			"fleet.worker");

	private final String id;

	private final @Nullable String unit;

	private final String description;

	@SuppressWarnings("ImmutableEnumChecker") // Of List.of
	private final List<String> tags;

	FleetMeter(String id, @Nullable String unit, String description, String... tags) {
		this.id = id;
		this.unit = unit;
		this.description = description;
		this.tags = List.of(tags);
	}

	String id() {
		return this.id;
	}

	@Nullable String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

	List<String> tags() {
		return this.tags;
	}

	/**
	 * Whether it only goes up, and Prometheus calls it a total.
	 */
	boolean isCounter() {
		return this == WORKER_RESTARTS || this == LOG_RECORDS || this == IPC_HUB_DROPPED || this == IPC_HUB_REFUSED;
	}

}
