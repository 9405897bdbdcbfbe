package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Which workers there should be, and thereby whom a destination names. Changed on the
 * loop's thread, asked on the hub's.
 */
final class FleetPlan implements IpcDirectory {

	private static final List<WorkerId> ADMIRAL = List.of(WorkerId.admiral());

	private final int totalShards;

	private final ShardRange range;

	private final List<WorkerSpec> started = new ArrayList<>();

	private final List<WorkerSpec> dormant;

	private final Map<WorkerId, String> absences = new ConcurrentHashMap<>();

	private volatile Members members;

	/**
	 * Create a plan.
	 * @param services the names of the services
	 * @param dormant the names of those that are there only once they are created
	 * @param shards the shards of the clusters
	 */
	FleetPlan(Set<String> services, Set<String> dormant, ShardPlan shards) {
		this.totalShards = shards.totalShards();
		this.range = shards.range();
		services.forEach((name) -> this.started.add(new WorkerSpec(WorkerId.service(name), null)));
		for (int cluster = 0; cluster < shards.clusters().size(); cluster++) {
			this.started.add(new WorkerSpec(WorkerId.cluster(cluster), shards.clusters().get(cluster)));
		}
		this.dormant = dormant.stream().map((name) -> new WorkerSpec(WorkerId.service(name), null)).toList();
		this.members = new Members(this.started);
	}

	/**
	 * The workers as the fleet starts.
	 */
	List<WorkerSpec> workers() {
		return this.started;
	}

	List<WorkerSpec> dormant() {
		return this.dormant;
	}

	/**
	 * All that there may ever be, unless the fleet is updated.
	 */
	List<WorkerSpec> all() {
		return Stream.concat(this.started.stream(), this.dormant.stream()).toList();
	}

	int totalShards() {
		return this.totalShards;
	}

	/**
	 * The shards of all clusters.
	 */
	ShardRange range() {
		return this.range;
	}

	boolean isPlanned(WorkerId worker) {
		return this.members.planned.containsKey(worker);
	}

	/**
	 * Other workers are to be there, or with other shards.
	 * @param workers all of them; of two with the same shards the latter has them
	 */
	void become(List<WorkerSpec> workers) {
		this.members = new Members(workers);
	}

	void absent(WorkerId worker, @Nullable String reason) {
		if (reason != null) {
			this.absences.put(worker, reason);
		}
		else {
			this.absences.remove(worker);
		}
	}

	@Override
	public @Nullable String absence(WorkerId member) {
		return this.absences.get(member);
	}

	@Override
	public Collection<WorkerId> resolve(IpcDestination destination) {
		return switch (destination.kind()) {
			case ADMIRAL -> ADMIRAL;
			case CLUSTER, SERVICE -> planned(destination.worker());
			case ALL_CLUSTERS -> this.members.clusters;
			case EVERYONE -> this.members.everyone;
			case SHARD_OWNER -> ownerOf(Integer.parseInt(destination.target()));
			case GUILD_OWNER ->
				ownerOf(ShardRange.shardOf(Long.parseUnsignedLong(destination.target()), this.totalShards));
		};
	}

	private List<WorkerId> planned(@Nullable WorkerId worker) {
		return (worker != null) ? this.members.planned.getOrDefault(worker, List.of()) : List.of();
	}

	private List<WorkerId> ownerOf(int shard) {
		return this.members.owners.getOrDefault(shard, List.of());
	}

	/**
	 * Whom destinations name at one time. Each message asks: nothing is searched for.
	 */
	private static final class Members {

		private final Map<WorkerId, List<WorkerId>> planned = new HashMap<>();

		private final Map<Integer, List<WorkerId>> owners = new HashMap<>();

		private final List<WorkerId> clusters;

		private final List<WorkerId> everyone;

		Members(List<WorkerSpec> workers) {
			workers.forEach(this::index);
			this.clusters = workers.stream()
				.map(WorkerSpec::id)
				.filter((id) -> id.role() == FleetRole.CLUSTER)
				.sorted(Comparator.comparingInt(WorkerId::clusterNumber))
				.toList();
			Stream<WorkerId> services = workers.stream()
				.map(WorkerSpec::id)
				.filter((id) -> id.role() == FleetRole.SERVICE);
			this.everyone = Stream.of(ADMIRAL.stream(), services, this.clusters.stream())
				.flatMap((ids) -> ids)
				.toList();
		}

		private void index(WorkerSpec worker) {
			List<WorkerId> alone = List.of(worker.id());
			this.planned.put(worker.id(), alone);
			ShardRange shards = worker.shards();
			if (shards != null) {
				IntStream.rangeClosed(shards.first(), shards.last()).forEach((shard) -> this.owners.put(shard, alone));
			}
		}

	}

}
