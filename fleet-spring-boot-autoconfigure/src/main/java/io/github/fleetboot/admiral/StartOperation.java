package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import org.jspecify.annotations.Nullable;

/**
 * The start of the fleet, until all of it was ready for the first time.
 */
final class StartOperation extends Operation {

	static final String ID = "start";

	private final Workers workers;

	private final StartBudget budget;

	StartOperation(Workers workers, StartBudget budget) {
		super(ID, "start", "the workers start", List.of());
		this.workers = workers;
		this.budget = budget;
	}

	@Override
	void step() {
		if (this.workers.stream().allMatch((worker) -> worker.isReady() || worker.isDown())) {
			end(State.COMPLETED, "all workers are live");
			return;
		}
		detail("%d of %d shards are ready, %d of %d workers live".formatted(this.workers.shardsReady(),
				this.workers.shards(), this.workers.live(), this.workers.all().size()));
	}

	@Override
	void abort() {
		throw new FleetException("The start of a fleet cannot be aborted.",
				"Stop the application if the fleet is not to start.");
	}

	@Override
	double progress() {
		int services = this.workers.services();
		return (double) (this.workers.servicesLive() + this.workers.shardsReady())
				/ Math.max(1, services + this.workers.shards());
	}

	@Override
	@Nullable Duration eta() {
		return this.budget.shortestTime(this.workers.shards() - this.workers.shardsReady());
	}

}
