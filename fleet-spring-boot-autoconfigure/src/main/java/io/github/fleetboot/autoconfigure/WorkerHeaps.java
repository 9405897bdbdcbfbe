package io.github.fleetboot.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.HeapPlan;
import io.github.fleetboot.process.HostMemory;
import io.github.fleetboot.process.JvmFlags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.unit.DataSize;

/**
 * The largest heaps of workers: by an argument, else by a property, else by a share of
 * what memory there is.
 */
final class WorkerHeaps {

	private static final Logger logger = LoggerFactory.getLogger(WorkerHeaps.class);

	private static final String PROPERTY = "fleet.clusters.heap";

	private static final DataSize SMALLEST = DataSize.ofMegabytes(48);

	private final FleetProperties properties;

	private final List<String> ofWorkers;

	private final List<String> ofClusters;

	private volatile Map<WorkerId, Long> shares = Map.of();

	WorkerHeaps(FleetProperties properties) {
		this(properties, properties.workers().jvmArgs(), properties.clusters().jvmArgs());
	}

	private WorkerHeaps(FleetProperties properties, List<String> ofWorkers, List<String> ofClusters) {
		this.properties = properties;
		this.ofWorkers = ofWorkers;
		this.ofClusters = ofClusters;
	}

	/**
	 * The same with other JVM arguments, to be planned anew.
	 */
	WorkerHeaps updated(FleetUpdate update) {
		return new WorkerHeaps(this.properties, (update.jvmArgs() != null) ? update.jvmArgs() : this.ofWorkers,
				(update.clusterJvmArgs() != null) ? update.clusterJvmArgs() : this.ofClusters);
	}

	/**
	 * Divide the memory, unless that is not wanted.
	 * @param workers all workers
	 * @throws FleetException if it does not suffice and the owner asked for shares, or if
	 * a value makes no sense
	 */
	void plan(List<WorkerId> workers) {
		Map<WorkerId, @Nullable Long> heaps = new LinkedHashMap<>();
		for (WorkerId worker : workers) {
			heaps.put(worker, set(worker));
		}
		try {
			if (clustersHeap().equalsIgnoreCase("auto") || clustersHeap().isEmpty()) {
				long memory = HostMemory.total();
				HeapPlan plan = HeapPlan.divide(memory, Runtime.getRuntime().maxMemory(), heaps,
						clustersHeap().isEmpty() ? Math.min(HeapPlan.LARGEST_HEAP, memory / 4) : HeapPlan.LARGEST_HEAP);
				logger.info("Memory: {}", plan.sum());
				this.shares = plan.heaps();
			}
		}
		catch (FleetException ex) {
			if (!clustersHeap().isEmpty()) {
				throw ex;
			}
			logger.warn(
					"Not all workers may fit into memory, where the system kills one; heaps that are not set are the JVM's choice. {}",
					ex.getMessage());
		}
	}

	private String clustersHeap() {
		String heap = this.properties.clusters().heap();
		return (heap != null) ? heap.trim() : "";
	}

	/**
	 * The arguments for the heap of a worker; its configured ones, which follow, win.
	 */
	List<String> arguments(WorkerId worker) {
		Long heap = ofProperty(worker);
		if (heap == null) {
			heap = this.shares.get(worker);
		}
		if (heap == null && !this.shares.containsKey(worker)) {
			// A service that was created from a class, or a cluster of an update that
			// failed
			heap = this.shares.values().stream().min(Comparator.naturalOrder()).orElse(null);
		}
		return (heap != null) ? List.of("-Xmx" + (heap >> 20) + "m") : List.of();
	}

	private @Nullable Long set(WorkerId worker) {
		Long heap = JvmFlags.largestHeap(configured(worker), HostMemory.total());
		return (heap != null) ? heap : ofProperty(worker);
	}

	/**
	 * The JVM arguments that the owner gives a worker.
	 */
	List<String> configured(WorkerId worker) {
		List<String> configured = new ArrayList<>(this.ofWorkers);
		if (worker.role() == FleetRole.CLUSTER) {
			configured.addAll(this.ofClusters);
		}
		else {
			FleetProperties.Services.Instance instance = this.properties.services().instances().get(worker.name());
			configured.addAll((instance != null) ? instance.jvmArgs() : List.of());
		}
		return configured;
	}

	private @Nullable Long ofProperty(WorkerId worker) {
		if (worker.role() != FleetRole.CLUSTER) {
			DataSize heap = this.properties.services().heap(worker.name());
			return (heap != null) ? checked("The heap of service '%s'".formatted(worker.name()), heap) : null;
		}
		return switch (clustersHeap().toLowerCase(Locale.ROOT)) {
			case "auto", "none", "" -> null;
			default -> checked(PROPERTY, read(clustersHeap()));
		};
	}

	private static DataSize read(String value) {
		try {
			return DataSize.parse(value.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new FleetException("%s=%s is not a size.".formatted(PROPERTY, value),
					"Set it to a size such as 512MB, to auto, or to none.", ex);
		}
	}

	private static long checked(String what, DataSize heap) {
		if (heap.compareTo(SMALLEST) < 0) {
			throw new FleetException("%s is %s: too little for any worker.".formatted(what, heap),
					"Set it to at least %d MB.".formatted(SMALLEST.toMegabytes()));
		}
		return heap.toBytes();
	}

}
