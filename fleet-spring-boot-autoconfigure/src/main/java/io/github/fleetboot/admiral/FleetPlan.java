package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Which workers there should be, and thereby whom a destination names.
 */
final class FleetPlan implements IpcDirectory {

	private static final List<WorkerId> ADMIRAL = List.of(WorkerId.admiral());

	private final int totalShards;

	private final List<WorkerSpec> workers = new ArrayList<>();

	/**
	 * Each message asks: nothing is searched for.
	 */
	private final Map<WorkerId, List<WorkerId>> planned = new HashMap<>();

	private final Map<Integer, List<WorkerId>> owners = new HashMap<>();

	private final List<WorkerId> clusters;

	private final List<WorkerId> everyone;

	FleetPlan(Set<String> services, ShardPlan shards) {
		this.totalShards = shards.totalShards();
		services.forEach((name) -> this.workers.add(new WorkerSpec(WorkerId.service(name), null)));
		for (int cluster = 0; cluster < shards.clusters().size(); cluster++) {
			this.workers.add(new WorkerSpec(WorkerId.cluster(cluster), shards.clusters().get(cluster)));
		}
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

	List<WorkerSpec> workers() {
		return this.workers;
	}

	int totalShards() {
		return this.totalShards;
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
