package io.github.fleetboot.admiral;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.stats.ShardStats;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet fares, at one moment. Memory is in bytes, times in seconds, latencies in
 * milliseconds, or {@code null} while unknown.
 *
 * @param name the fleet's name
 * @param state the fleet's state
 * @param shards how many shards there are
 * @param clusters the clusters, by number
 * @param services the services, as they begin
 * @param identify what is left of the budget of IDENTIFYs
 * @param operations the operations, the latest last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FleetStatus(String name, FleetState state, Shards shards, List<Cluster> clusters, List<Service> services,
		Identify identify, List<Operation> operations) {

	/**
	 * The state of a fleet.
	 */
	public enum FleetState {

		/**
		 * Not everything is live yet for the first time.
		 */
		STARTING,

		/**
		 * Everything is live.
		 */
		RUNNING,

		/**
		 * Something that should be live is not.
		 */
		DEGRADED,

		/**
		 * The workers are draining.
		 */
		STOPPING

	}

	/**
	 * How many shards there are.
	 *
	 * @param total the shards of this host
	 * @param ready how many of them are connected
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Shards(int total, int ready) {
	}

	/**
	 * One cluster.
	 *
	 * @param id its number
	 * @param state its state
	 * @param pid its process id, {@code null} while it has none
	 * @param firstShard its first shard
	 * @param lastShard its last shard
	 * @param guilds the number of guilds
	 * @param users the number of cached users
	 * @param members the sum of the guilds' member counts
	 * @param memory its resident memory
	 * @param uptime since its JVM was forked
	 * @param restarts how many JVMs it has had before
	 * @param ipcLatency the round trip from the Admiral
	 * @param shards its shards
	 * @param failure why it is not live, absent if nothing went wrong
	 * @param release the update whose release its JVM runs, absent if that is what the
	 * fleet started with
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Cluster(int id, WorkerState state, @Nullable Long pid, int firstShard, int lastShard, long guilds,
			long users, long members, long memory, double uptime, int restarts, @Nullable Double ipcLatency,
			List<ShardStats> shards, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String release) {
	}

	/**
	 * One service.
	 *
	 * @param name its name
	 * @param state its state
	 * @param pid its process id, {@code null} while it has none
	 * @param memory its resident memory
	 * @param uptime since its JVM was forked
	 * @param restarts how many JVMs it has had before
	 * @param ipcLatency the round trip from the Admiral
	 * @param failure why it is not live, absent if nothing went wrong
	 * @param release the update whose release its JVM runs, absent if that is what the
	 * fleet started with
	 * @param successor the JVM that is about to take over from it, absent if there is
	 * none
	 * @param predecessor the JVM from which it has taken over and which finishes its
	 * work, absent if there is none
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Service(String name, WorkerState state, @Nullable Long pid, long memory, double uptime, int restarts,
			@Nullable Double ipcLatency, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String release,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Jvm successor,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Jvm predecessor) {
	}

	/**
	 * A further JVM of a worker.
	 *
	 * @param pid its process id
	 * @param state its state
	 */
	public record Jvm(long pid, WorkerState state) {
	}

	/**
	 * The budget of IDENTIFYs.
	 *
	 * @param total how many a day
	 * @param remaining how many are left
	 * @param resetAfter until the number is full again
	 * @param maxConcurrency how many in five seconds
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Identify(int total, int remaining, double resetAfter, int maxConcurrency) {
	}

	/**
	 * Something that takes its time.
	 *
	 * @param id its id
	 * @param kind what it does, for example {@code start}
	 * @param state {@code RUNNING}, {@code COMPLETED}, {@code FAILED} or {@code ABORTED}
	 * @param progress from 0 to 1
	 * @param eta how long it will go on, {@code null} if that is unknown
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Operation(String id, String kind, String state, double progress, @Nullable Double eta) {
	}

}
