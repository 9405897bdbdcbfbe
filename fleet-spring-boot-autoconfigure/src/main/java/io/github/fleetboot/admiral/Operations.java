package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor is to bring about, and what it lately did. Belongs to the loop's
 * thread.
 */
final class Operations {

	private static final FleetLog logger = FleetLog.of(Operations.class);

	private static final int KEPT = 20;

	private final Map<String, Operation> operations = new LinkedHashMap<>();

	private final Workers workers;

	private final StartBudget budget;

	private int phases;

	Operations(Workers workers, StartBudget budget) {
		this.workers = workers;
		this.budget = budget;
		Operation start = new StartOperation(workers, budget);
		this.operations.put(start.id(), start);
	}

	FleetOperation restart(Collection<WorkerId> ids, boolean hard) {
		running().filter(RestartOperation.class::isInstance).ifPresent((running) -> {
			throw new FleetException("A restart is refused while %s is under way.".formatted(running.id()),
					"Wait for its end, or abort it.");
		});
		RestartOperation restart = new RestartOperation(this.phases + 1, targets(ids), hard, this.workers, this.budget);
		restart.check();
		this.phases++;
		forgetOldest();
		this.operations.put(restart.id(), restart);
		logger.info(LogTopic.CLUSTER_RESTART, "{} begins: {} of {} workers, {}", restart.id(),
				ids.isEmpty() ? this.workers.all().size() : ids.size(), this.workers.all().size(),
				hard ? "killed" : "drained");
		restart.step();
		return restart.snapshot();
	}

	private List<WorkerHandle> targets(Collection<WorkerId> ids) {
		if (ids.isEmpty()) {
			return List.copyOf(this.workers.all());
		}
		List<WorkerHandle> targets = new ArrayList<>();
		for (WorkerId id : ids) {
			WorkerHandle worker = this.workers.get(id);
			if (worker == null) {
				throw new FleetException("The fleet has no " + id + ".", "It has "
						+ this.workers.stream().map((known) -> known.id().toString()).collect(Collectors.joining(", "))
						+ ".");
			}
			targets.add(worker);
		}
		return targets;
	}

	private void forgetOldest() {
		if (this.operations.size() >= KEPT) {
			this.operations.values()
				.stream()
				.filter((operation) -> !operation.isRunning())
				.findFirst()
				.ifPresent((oldest) -> this.operations.remove(oldest.id()));
		}
	}

	private Optional<Operation> running() {
		return this.operations.values()
			.stream()
			.filter(Operation::isRunning)
			.filter(RestartOperation.class::isInstance)
			.findFirst();
	}

	/**
	 * Whether a worker that is replaced is to be killed for it, instead of drained.
	 */
	boolean isHard(WorkerHandle worker) {
		return this.operations.values()
			.stream()
			.filter(Operation::isRunning)
			.anyMatch((operation) -> operation instanceof RestartOperation restart && restart.isHard()
					&& restart.concerns(worker));
	}

	FleetOperation abort(String id) {
		Operation operation = this.operations.get(id);
		if (operation == null || !operation.isRunning()) {
			throw new FleetException("There is no operation '%s' under way.".formatted(id),
					"The status of the fleet names the operations.");
		}
		operation.abort();
		operation.step();
		return operation.snapshot();
	}

	void step() {
		for (Operation operation : this.operations.values()) {
			if (operation.isRunning()) {
				operation.step();
				if (!operation.isRunning() && operation instanceof RestartOperation) {
					FleetOperation end = operation.snapshot();
					logger.info(LogTopic.CLUSTER_RESTART, "{} has ended as {}: {}", end.id(), end.state(),
							end.detail());
				}
			}
		}
	}

	/**
	 * The fleet stops: nothing of this will be done any more.
	 */
	void endAll() {
		this.operations.values().forEach((operation) -> operation.end(State.ABORTED, "the fleet stopped"));
	}

	List<FleetOperation> snapshots() {
		return this.operations.values().stream().map(Operation::snapshot).toList();
	}

	Optional<FleetOperation> find(String id) {
		return Optional.ofNullable(this.operations.get(id)).map(Operation::snapshot);
	}

	@Nullable CompletableFuture<FleetOperation> ended(String id) {
		Operation operation = this.operations.get(id);
		return (operation != null) ? operation.ended() : null;
	}

}
