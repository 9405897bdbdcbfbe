package io.github.fleetboot.admiral;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * How the memory of a container or host is divided among the JVMs of a fleet: what the
 * Admiral leaves goes in equal shares to all workers whose heap is not set, with one more
 * for a worker that is being replaced while it still runs.
 *
 * @param heaps the largest heap of each worker, in bytes
 * @param sum how it adds up, for the log
 */
public record HeapPlan(Map<WorkerId, Long> heaps, String sum) {

	/**
	 * What a JVM takes beside its heap: classes, code, threads, buffers.
	 */
	static final long OVERHEAD = 112L << 20;

	/**
	 * What a worker's heap must hold at least.
	 */
	static final long SMALLEST_HEAP = 48L << 20;

	/**
	 * With more, references take twice the memory.
	 */
	public static final long LARGEST_HEAP = 31L << 30;

	public HeapPlan {
		heaps = Map.copyOf(heaps);
	}

	/**
	 * Divide.
	 * @param total the memory of container or host
	 * @param admiralHeap the largest heap of the Admiral
	 * @param heaps the largest heap of each worker; {@code null} for those that get a
	 * share
	 * @param largestShare the largest heap that a share shall make, in bytes
	 * @return the plan
	 * @throws FleetException if it does not fit
	 */
	public static HeapPlan divide(long total, long admiralHeap, Map<WorkerId, @Nullable Long> heaps,
			long largestShare) {
		int shares = 1;
		long given = admiralHeap + OVERHEAD;
		long set = 0;
		long largest = 0;
		for (Long heap : heaps.values()) {
			shares += (heap == null) ? 1 : 0;
			set += (heap != null) ? heap + OVERHEAD : 0;
			largest = Math.max(largest, (heap != null) ? heap : 0);
		}
		boolean allAreSet = shares == 1;
		long rest = total - given - set;
		long share = allAreSet ? largest : Math.min(largestShare, rest / shares - OVERHEAD);
		long needed = given + set + shares * (Math.max(share, SMALLEST_HEAP) + OVERHEAD);
		String sum = "%d MB in all: Admiral %d MB, workers with a heap of their own %d MB, %s %d times %d MB, each with %d MB beside its heap"
			.formatted(mega(total), mega(given), mega(set),
					allAreSet ? "room to replace one" : "the others and room to replace one", shares,
					mega(Math.max(0, share) + OVERHEAD), mega(OVERHEAD));
		if (needed > total) {
			throw new FleetException(
					"The fleet needs %d MB of memory, but there are %d MB (%s)".formatted(mega(needed), mega(total),
							sum),
					"Give the container more memory, the Admiral a smaller -Xmx, set a smaller fleet.clusters.count, or set "
							+ "fleet.clusters.heap to a size, or to none to start without a plan.");
		}
		Map<WorkerId, Long> plan = new LinkedHashMap<>();
		heaps.forEach((id, heap) -> plan.put(id, (heap != null) ? heap : share));
		return new HeapPlan(plan, sum);
	}

	private static long mega(long bytes) {
		return bytes >> 20;
	}

}
