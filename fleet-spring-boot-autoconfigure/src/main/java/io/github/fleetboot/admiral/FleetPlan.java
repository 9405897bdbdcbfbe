package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
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

	private final List<WorkerSpec> workers = new ArrayList<>();

	private final List<WorkerSpec> dormant;

	/**
	 * Each message asks: nothing is searched for.
	 */
	private final Map<WorkerId, List<WorkerId>> planned = new ConcurrentHashMap<>();

	private final Map<Integer, List<WorkerId>> owners = new HashMap<>();

	private final Map<WorkerId, String> absences = new ConcurrentHashMap<>();

	private final List<WorkerId> clusters;

	private volatile List<WorkerId> everyone;

	/**
	 * Create a plan.
	 * @param services the names of the services
	 * @param dormant the names of those that are there only once they are created
	 * @param shards the shards of the clusters
	 */
	FleetPlan(Set<String> services, Set<String> dormant, ShardPlan shards) {
		this.totalShards = shards.totalShards();
		this.range = shards.range();
		services.forEach((name) -> this.workers.add(new WorkerSpec(WorkerId.service(name), null)));
		for (int cluster = 0; cluster < shards.clusters().size(); cluster++) {
			this.workers.add(new WorkerSpec(WorkerId.cluster(cluster), shards.clusters().get(cluster)));
		}
		this.dormant = dormant.stream().map((name) -> new WorkerSpec(WorkerId.service(name), null)).toList();
		this.workers.forEach(this::index);
		this.clusters = this.workers.stream()
			.map(WorkerSpec::id)
			.filter((id) -> id.role() == FleetRole.CLUSTER)
			.toList();
		this.everyone = Stream.concat(ADMIRAL.stream(), this.workers.stream().map(WorkerSpec::id)).toList();
	}

	private void index(WorkerSpec worker) {
		List<WorkerId> alone = List.of(worker.id());
		this.planned.put(worker.id(), alone);
		ShardRange shards = worker.shards();
		if (shards != null) {
			IntStream.rangeClosed(shards.first(), shards.last()).forEach((shard) -> this.owners.put(shard, alone));
		}
	}

	/**
	 * The workers as the fleet starts.
	 */
	List<WorkerSpec> workers() {
		return this.workers;
	}

	List<WorkerSpec> dormant() {
		return this.dormant;
	}

	/**
	 * All that there may ever be.
	 */
	List<WorkerSpec> all() {
		return Stream.concat(this.workers.stream(), this.dormant.stream()).toList();
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
		return this.planned.containsKey(worker);
	}

	void add(WorkerSpec service) {
		this.planned.put(service.id(), List.of(service.id()));
		this.everyone = Stream.concat(this.everyone.stream(), Stream.of(service.id())).toList();
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
			case ALL_CLUSTERS -> this.clusters;
			case EVERYONE -> this.everyone;
			case SHARD_OWNER -> ownerOf(Integer.parseInt(destination.target()));
			case GUILD_OWNER ->
				ownerOf(ShardRange.shardOf(Long.parseUnsignedLong(destination.target()), this.totalShards));
		};
	}

	private List<WorkerId> planned(@Nullable WorkerId worker) {
		return (worker != null) ? this.planned.getOrDefault(worker, List.of()) : List.of();
	}

	private List<WorkerId> ownerOf(int shard) {
		return this.owners.getOrDefault(shard, List.of());
	}

}
