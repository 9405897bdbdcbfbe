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

	private final boolean hard;

	private final Workers workers;

	private final StartBudget budget;

	/**
	 * The targets before this one have begun.
	 */
	private int begun;

	private boolean aborted;

	RestartOperation(int phase, List<WorkerHandle> targets, boolean hard, Workers workers, StartBudget budget) {
		super("restart-" + phase, "restart", "it begins", targets);
		this.phase = phase;
		this.hard = hard;
		this.workers = workers;
		this.budget = budget;
	}

	@Override
	boolean isHard() {
		return this.hard;
	}

	@Override
	void step() {
		WorkerHandle current = current();
		if (current != null && !current.isWanted(this.phase)) {
			end(this.aborted ? State.ABORTED : State.FAILED,
					"%s goes on with the JVM that it had: %s; %d workers were left alone".formatted(current.id(),
							current.takeOverFailure(), targets().size() - this.begun));
			return;
		}
		if (current != null && isUnderWay(current)) {
			detail(describe(current));
			if (current.is(WorkerState.FAILED)) {
				end(State.FAILED, "%s is given up: %s; %d workers were left alone".formatted(current.id(),
						current.cause(), targets().size() - this.begun));
			}
			return;
		}
		if (this.begun == targets().size()) {
			end(State.COMPLETED, targets().size() + " workers were replaced");
		}
		else if (this.aborted) {
			end(State.ABORTED, "%d of %d workers were replaced".formatted(this.begun, targets().size()));
		}
		else {
			beginNext();
		}
	}

	private @Nullable WorkerHandle current() {
		return (this.begun > 0) ? targets().get(this.begun - 1) : null;
	}

	private static boolean isUnderWay(WorkerHandle worker) {
		return worker.isOutdated() || !worker.isReady() || worker.predecessor() != null;
	}

	private String describe(WorkerHandle worker) {
		WorkerJvm successor = worker.successor();
		String what = "is " + worker.state();
		if (successor != null) {
			what = "has a successor that is " + successor.state();
		}
		else if (worker.predecessor() != null) {
			what = "has taken over from a JVM that finishes its work";
		}
		return "%s %s (%d of %d)%s".formatted(worker.id(), what, this.begun, targets().size(),
				(worker.cause() != null) ? ": " + worker.cause() : "");
	}

	private void beginNext() {
		WorkerHandle next = targets().get(this.begun);
		String shortage = this.budget.shortage(next.shards(), this.workers.shardsUnderWay());
		if (shortage != null) {
			end(State.FAILED,
					"%d of %d workers were replaced, then: %s".formatted(this.begun, targets().size(), shortage));
			return;
		}
		this.begun++;
		next.want(this.phase);
		detail("%s is replaced (%d of %d)".formatted(next.id(), this.begun, targets().size()));
	}

	@Override
	void abort() {
		WorkerHandle current = current();
		if (current != null && current.successor() != null) {
			current.abandonSuccessor(id() + " was aborted");
		}
		else if (this.begun == targets().size()) {
			throw new FleetException("%s cannot be aborted: the last of its workers has begun.".formatted(id()),
					"Wait for its end.");
		}
		this.aborted = true;
	}

	@Override
	double progress() {
		WorkerHandle current = current();
		boolean underWay = current != null && (isUnderWay(current) || !current.isWanted(this.phase));
		return (double) (this.begun - (underWay ? 1 : 0)) / targets().size();
	}

	@Override
	@Nullable Duration eta() {
		List<WorkerHandle> left = targets().subList(Math.max(0, this.begun - 1), targets().size());
		Duration sum = Duration.ZERO;
		for (WorkerHandle worker : left) {
			if (worker.lastStart().isZero()) {
				return null;
			}
			sum = sum.plus(worker.lastStart());
		}
		Duration underWay = elapsed(current());
		return (underWay.compareTo(sum) < 0) ? sum.minus(underWay) : Duration.ZERO;
	}

	private static Duration elapsed(@Nullable WorkerHandle worker) {
		if (worker == null) {
			return Duration.ZERO;
		}
		WorkerJvm successor = worker.successor();
		return (successor != null) ? successor.uptime() : worker.isOutdated() ? Duration.ZERO : worker.uptime();
	}

}
