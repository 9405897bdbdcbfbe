package io.github.fleetboot.admiral;

import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * All workers of the fleet, services first. Belongs to the loop's thread.
 */
final class Workers {

	private final Map<WorkerId, WorkerHandle> handles = new LinkedHashMap<>();

	void add(WorkerHandle worker) {
		this.handles.put(worker.id(), worker);
		if (!worker.isCluster()) {
			// Clusters stay behind services
			List<WorkerHandle> clusters = clusterStream().toList();
			clusters.forEach((cluster) -> this.handles.remove(cluster.id()));
			clusters.forEach((cluster) -> this.handles.put(cluster.id(), cluster));
		}
	}

	void remove(WorkerHandle worker) {
		this.handles.remove(worker.id());
	}

	/**
	 * What there should be, and what has not ended yet. While shards go from one cluster
	 * to another, who has them is named after who is to get them, and that one after who
	 * has given them up.
	 */
	List<WorkerSpec> specs() {
		return stream()
			.sorted(Comparator.comparing((WorkerHandle worker) -> !worker.isRetired())
				.thenComparing(Comparator.comparingInt(WorkerHandle::wantedPhase).reversed()))
			.map(WorkerHandle::spec)
			.toList();
	}

	Collection<WorkerHandle> all() {
		return Collections.unmodifiableCollection(this.handles.values());
	}

	@Nullable WorkerHandle get(WorkerId id) {
		return this.handles.get(id);
	}

	Stream<WorkerHandle> stream() {
		return this.handles.values().stream();
	}

	Stream<WorkerHandle> clusterStream() {
		return stream().filter(WorkerHandle::isCluster);
	}

	Stream<WorkerHandle> serviceStream() {
		return stream().filter((worker) -> !worker.isCluster());
	}

	int services() {
		return (int) serviceStream().count();
	}

	int servicesLive() {
		return (int) serviceStream().filter((worker) -> worker.is(WorkerState.LIVE)).count();
	}

	int live() {
		return (int) stream().filter((worker) -> worker.is(WorkerState.LIVE)).count();
	}

	/**
	 * How many there are, also while they go from one cluster to another.
	 */
	int shards() {
		BitSet shards = new BitSet();
		clusterStream().forEach((worker) -> mark(worker.spec(), shards));
		clusterStream().filter(WorkerHandle::hasProcess).forEach((worker) -> mark(worker.jvm().spec(), shards));
		return shards.cardinality();
	}

	private static void mark(WorkerSpec spec, BitSet shards) {
		ShardRange range = spec.shards();
		if (range != null) {
			shards.set(range.first(), range.last() + 1);
		}
	}

	int shardsReady() {
		return stream().mapToInt(WorkerHandle::shardsReady).sum();
	}

	/**
	 * How many shards are about to identify, since their cluster is coming up.
	 */
	int shardsUnderWay() {
		return clusterStream().filter(WorkerHandle::hasProcess)
			.filter((worker) -> !worker.is(WorkerState.LIVE, WorkerState.DRAINING) && !worker.isFailing())
			.mapToInt((worker) -> worker.shards() - worker.shardsReady())
			.sum();
	}

}
