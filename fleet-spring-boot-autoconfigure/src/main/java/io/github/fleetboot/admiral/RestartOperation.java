package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Replaces workers one after another: each is to reach a later phase, and the next one
 * follows once it is ready in it.
 */
final class RestartOperation extends Operation {

	private final int phase;

	private final List<WorkerHandle> targets;

	private final boolean hard;

	private final Workers workers;

	private final StartBudget budget;

	/**
	 * The targets before this one have begun.
	 */
	private int begun;

	private boolean aborted;

	RestartOperation(int phase, List<WorkerHandle> targets, boolean hard, Workers workers, StartBudget budget) {
		super("restart-" + phase, "restart", "it begins");
		this.phase = phase;
		this.targets = targets;
		this.hard = hard;
		this.workers = workers;
		this.budget = budget;
	}

	/**
	 * Refuse what cannot be paid for, before anything is done.
	 * @throws FleetException if IDENTIFYs are lacking
	 */
	void check() {
		String shortage = this.budget.shortage(this.targets.stream().mapToInt(WorkerHandle::shards).sum(),
				this.workers.shardsUnderWay());
		if (shortage != null) {
			throw new FleetException("The restart is refused: " + shortage + ".",
					"Wait until then, restart fewer clusters, or lower fleet.sharding.identify-reserve.");
		}
	}

	boolean isHard() {
		return this.hard;
	}

	boolean concerns(WorkerHandle worker) {
		return this.targets.contains(worker) && worker.isWanted(this.phase);
	}

	@Override
	void step() {
		WorkerHandle current = (this.begun > 0) ? this.targets.get(this.begun - 1) : null;
		if (current != null && (current.isOutdated() || !current.isReady())) {
			detail("%s is %s (%d of %d)%s".formatted(current.id(), current.state(), this.begun, this.targets.size(),
					(current.cause() != null) ? ": " + current.cause() : ""));
			if (current.is(WorkerState.FAILED)) {
				end(State.FAILED, "%s is given up: %s; %d workers were left alone".formatted(current.id(),
						current.cause(), this.targets.size() - this.begun));
			}
			return;
		}
		if (this.begun == this.targets.size()) {
			end(State.COMPLETED, this.targets.size() + " workers were replaced");
		}
		else if (this.aborted) {
			end(State.ABORTED, "%d of %d workers were replaced".formatted(this.begun, this.targets.size()));
		}
		else {
			beginNext();
		}
	}

	private void beginNext() {
		WorkerHandle next = this.targets.get(this.begun);
		String shortage = this.budget.shortage(next.shards(), this.workers.shardsUnderWay());
		if (shortage != null) {
			end(State.FAILED,
					"%d of %d workers were replaced, then: %s".formatted(this.begun, this.targets.size(), shortage));
			return;
		}
		this.begun++;
		next.want(this.phase);
		detail("%s is replaced (%d of %d)".formatted(next.id(), this.begun, this.targets.size()));
	}

	@Override
	void abort() {
		if (this.begun == this.targets.size()) {
			throw new FleetException("%s cannot be aborted: the last of its workers has begun.".formatted(id()),
					"Wait for its end.");
		}
		this.aborted = true;
	}

	@Override
	double progress() {
		boolean underWay = this.begun > 0
				&& (this.targets.get(this.begun - 1).isOutdated() || !this.targets.get(this.begun - 1).isReady());
		return (double) (this.begun - (underWay ? 1 : 0)) / this.targets.size();
	}

	@Override
	@Nullable Duration eta() {
		List<WorkerHandle> left = this.targets.subList(Math.max(0, this.begun - 1), this.targets.size());
		Duration sum = Duration.ZERO;
		for (WorkerHandle worker : left) {
			if (worker.lastStart().isZero()) {
				return null;
			}
			sum = sum.plus(worker.lastStart());
		}
		Duration underWay = (this.begun > 0) ? this.targets.get(this.begun - 1).uptime() : Duration.ZERO;
		return (underWay.compareTo(sum) < 0) ? sum.minus(underWay) : Duration.ZERO;
	}

}
