package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import org.jspecify.annotations.Nullable;

/**
 * Collections of statistics as operations, for those who do not wait. Thread-safe.
 */
public final class StatsOperations {

	private static final String KIND = "collect";

	private static final int KEPT = 20;

	private final Map<String, FleetOperation> operations = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, FleetOperation> eldest) {
			return size() > KEPT;
		}

	};

	private final FleetStatistics statistics;

	private int count;

	/**
	 * Create it.
	 * @param statistics collects
	 */
	public StatsOperations(FleetStatistics statistics) {
		this.statistics = statistics;
	}

	/**
	 * Begin to collect.
	 * @return the operation, which has just begun
	 */
	public FleetOperation collect() {
		String id = begin();
		this.statistics.collect().whenComplete((stats, failure) -> end(id, stats, failure));
		return operation(id).orElseThrow();
	}

	private synchronized String begin() {
		String id = KIND + "-" + ++this.count;
		this.operations.put(id, new FleetOperation(id, KIND, State.RUNNING, 0, null, "the workers are asked"));
		return id;
	}

	private synchronized void end(String id, @Nullable FleetStats stats, @Nullable Throwable failure) {
		if (stats != null) {
			String missing = stats.missing().isEmpty() ? "all workers answered" : "missing are " + stats.missing();
			put(id, State.COMPLETED, 1, missing);
		}
		else {
			Throwable cause = (failure != null && failure.getCause() != null) ? failure.getCause() : failure;
			put(id, State.FAILED, 0, (cause instanceof FleetException refusal)
					? refusal.getMessage() + " " + refusal.getAction() : String.valueOf(cause));
		}
	}

	private void put(String id, State state, double progress, String detail) {
		this.operations.put(id, new FleetOperation(id, KIND, state, progress, Duration.ZERO, detail));
	}

	/**
	 * How a collection stands.
	 * @param id the operation
	 * @return the operation, empty if there is none or it began long ago
	 */
	public synchronized Optional<FleetOperation> operation(String id) {
		return Optional.ofNullable(this.operations.get(id));
	}

}
