package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Brings workers up that were shut down, or that are new.
 */
final class BringUpOperation extends Operation {

	private final StartBudget budget;

	BringUpOperation(String kind, int number, List<WorkerHandle> targets, StartBudget budget) {
		super(kind + "-" + number, kind, "it begins", targets);
		this.budget = budget;
	}

	@Override
	void begin() {
		targets().forEach(WorkerHandle::up);
	}

	@Override
	void step() {
		List<WorkerHandle> left = left();
		if (left.isEmpty()) {
			end(State.COMPLETED, targets().size() + " workers are live");
			return;
		}
		left.stream()
			.filter((worker) -> worker.is(WorkerState.FAILED))
			.findFirst()
			.ifPresentOrElse((failed) -> end(State.FAILED, "%s is given up: %s".formatted(failed.id(), failed.cause())),
					() -> detail("%s is %s%s".formatted(left.get(0).id(), left.get(0).state(),
							(left.get(0).cause() != null) ? ": " + left.get(0).cause() : "")));
	}

	private List<WorkerHandle> left() {
		return targets().stream().filter((worker) -> !worker.isReady()).toList();
	}

	/**
	 * What is not ready yet is shut down again.
	 */
	@Override
	void abort() {
		List<WorkerHandle> left = left();
		if (left.isEmpty()) {
			throw new FleetException("%s cannot be aborted: its workers are live.".formatted(id()),
					"Shut them down instead.");
		}
		left.forEach((worker) -> worker.down("its start was aborted (" + id() + ")"));
		end(State.ABORTED, "%d of %d workers were live".formatted(targets().size() - left.size(), targets().size()));
	}

	@Override
	double progress() {
		return 1 - (double) left().size() / targets().size();
	}

	@Override
	@Nullable Duration eta() {
		List<WorkerHandle> left = left();
		if (left.stream().anyMatch((worker) -> worker.lastStart().isZero())) {
			return null;
		}
		Duration identify = this.budget
			.shortestTime(left.stream().mapToInt((worker) -> worker.shards() - worker.shardsReady()).sum());
		return left.stream()
			.map((worker) -> worker.lastStart().minus(worker.uptime()))
			.max(Comparator.naturalOrder())
			.filter((longest) -> longest.compareTo(identify) > 0)
			.orElse(identify);
	}

}
