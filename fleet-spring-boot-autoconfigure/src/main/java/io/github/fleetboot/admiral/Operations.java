package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.FleetUpdate;
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

	private final Map<String, WorkerSpec> dormant = new TreeMap<>();

	private final WorkerRoster roster;

	private int number;

	/**
	 * Create it.
	 * @param workers the workers
	 * @param budget knows what is left of the IDENTIFYs
	 * @param dormant the services that are there to be created
	 * @param roster adds workers
	 */
	Operations(Workers workers, StartBudget budget, Collection<WorkerSpec> dormant, WorkerRoster roster) {
		this.workers = workers;
		this.budget = budget;
		this.roster = roster;
		dormant.forEach((spec) -> this.dormant.put(spec.id().name(), spec));
		Operation start = new StartOperation(workers, budget);
		this.operations.put(start.id(), start);
	}

	FleetOperation restart(Collection<WorkerId> ids, boolean hard) {
		List<WorkerHandle> targets = ids.isEmpty() ? all((worker) -> !worker.isDown()) : named(ids);
		refuseUnless(!targets.isEmpty(), "A restart is refused: all workers are shut down.", "Start them.");
		check("restart", targets);
		requireIdentifies("restart", shards(targets));
		return begin(new RestartOperation(this.number + 1, targets, hard, this.workers, this.budget));
	}

	FleetOperation shutdown(Collection<WorkerId> ids, boolean hard) {
		List<WorkerHandle> targets = named(ids);
		for (WorkerHandle target : targets) {
			refuseUnless(!target.isDown(), target.id() + " is shut down already.", "Start it when it is to be there.");
		}
		check("shutdown", targets);
		return begin(new ShutdownOperation(this.number + 1, targets, hard));
	}

	/**
	 * End all workers for good. Other operations end by it.
	 */
	FleetOperation shutdownAll(boolean hard) {
		endAll();
		return begin(new ShutdownOperation(this.number + 1, all((worker) -> true), hard));
	}

	FleetOperation start(Collection<WorkerId> ids) {
		List<WorkerHandle> targets = ids.isEmpty() ? all((worker) -> worker.isDown() && !worker.isRetired())
				: named(ids);
		refuseUnless(!targets.isEmpty(), "Nothing is to be started: no worker is shut down.",
				"Restart a worker that does not do its work.");
		for (WorkerHandle target : targets) {
			refuseUnless(target.isDown(), "%s is not shut down, it is %s.".formatted(target.id(), target.state()),
					"Restart it if it does not do its work.");
		}
		check("start", targets);
		requireIdentifies("start", shards(targets));
		return begin(new BringUpOperation("start", this.number + 1, targets, this.budget));
	}

	FleetOperation create(String service) {
		return create(service, this.dormant.get(service));
	}

	/**
	 * Create a service that the application does not declare.
	 */
	FleetOperation create(WorkerSpec spec) {
		String service = spec.id().name();
		refuseUnless(!this.dormant.containsKey(service),
				"The application declares a service '%s' itself.".formatted(service),
				"Create it by its name alone, or choose another name.");
		return create(service, spec);
	}

	private FleetOperation create(String service, @Nullable WorkerSpec spec) {
		boolean present = this.workers.serviceStream().anyMatch((worker) -> worker.id().name().equals(service));
		refuseUnless(!present, "There is a service '%s' already.".formatted(service),
				"Start it if it is shut down, restart it if it does not do its work.");
		refuseUnless(spec != null, "The application declares no service '%s' that could be created.".formatted(service),
				"Declare it with @FleetService(value = \"%s\", autoStart = false)%s.".formatted(service,
						this.dormant.isEmpty() ? ""
								: ", or create one of " + String.join(", ", this.dormant.keySet())));
		check("creation of a service", List.of());
		WorkerHandle created = this.roster.create(Objects.requireNonNull(spec));
		this.dormant.remove(service);
		return begin(new BringUpOperation("create", this.number + 1, List.of(created), this.budget));
	}

	/**
	 * See what an update would make of the fleet, before it is prepared.
	 */
	FleetChange plan(FleetUpdate update) {
		check("update", all((worker) -> true));
		FleetChange change = FleetChange.of(update, this.workers, this.dormant.values(), this.roster.current());
		requireIdentifies("update", change.shards(this.workers));
		return change;
	}

	FleetOperation update(FleetChange change, WorkerLauncher prepared) {
		refuseUnless(plan(change.update()).equals(change), "The fleet has changed while the update was prepared.",
				"Look at its status and ask again.");
		return begin(new UpdateOperation(this.number + 1, change, prepared, this.workers, this.budget, this.roster));
	}

	private FleetOperation begin(Operation operation) {
		this.number++;
		forgetOldest();
		this.operations.put(operation.id(), operation);
		logger.info(LogTopic.CLUSTER_RESTART, "{} begins: {} of {} workers{}", operation.id(),
				operation.targets().size(), this.workers.all().size(), operation.isHard() ? ", which are killed" : "");
		operation.begin();
		operation.step();
		return operation.snapshot();
	}

	/**
	 * Refuse what another operation stands in the way of, before anything is done.
	 */
	private void check(String kind, List<WorkerHandle> targets) {
		this.operations.values().stream().filter(Operation::isRunning).filter((running) -> {
			boolean sameKind = kind.equals("restart") && running instanceof RestartOperation;
			return sameKind || running instanceof UpdateOperation || targets.stream().anyMatch(running::concerns);
		}).findFirst().ifPresent((running) -> {
			throw new FleetException("A %s is refused while %s is under way.".formatted(kind, running.id()),
					"Wait for its end, or abort it.");
		});
	}

	/**
	 * Refuse what cannot be paid for, before anything is done.
	 */
	private void requireIdentifies(String kind, int shards) {
		String shortage = this.budget.shortage(shards, this.workers.shardsUnderWay());
		refuseUnless(shortage == null, "The %s is refused: %s.".formatted(kind, shortage),
				"Wait until then, %s fewer clusters, or lower fleet.sharding.identify-reserve.".formatted(kind));
	}

	private static int shards(List<WorkerHandle> workers) {
		return workers.stream().mapToInt(WorkerHandle::shards).sum();
	}

	private static void refuseUnless(boolean allowed, String message, String action) {
		if (!allowed) {
			throw new FleetException(message, action);
		}
	}

	private List<WorkerHandle> all(Predicate<WorkerHandle> wanted) {
		return this.workers.stream().filter(wanted).toList();
	}

	private List<WorkerHandle> named(Collection<WorkerId> ids) {
		List<WorkerHandle> targets = new ArrayList<>();
		for (WorkerId id : new LinkedHashSet<>(ids)) {
			WorkerHandle worker = this.workers.get(id);
			if (worker == null || worker.isRetired()) {
				throw new FleetException("The fleet has no " + id + ".",
						"It has " + all((known) -> !known.isRetired()).stream()
							.map((known) -> known.id().toString())
							.collect(Collectors.joining(", ")) + ".");
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

	/**
	 * Whether a worker that is to end is to be killed, instead of drained.
	 */
	boolean isHard(WorkerHandle worker) {
		return this.operations.values()
			.stream()
			.anyMatch((operation) -> operation.isRunning() && operation.isHard() && operation.concerns(worker));
	}

	FleetOperation abort(String id) {
		Operation operation = this.operations.get(id);
		if (operation == null || !operation.isRunning()) {
			throw new FleetException("There is no operation '%s' under way.".formatted(id),
					"The status of the fleet names the operations.");
		}
		operation.abort();
		if (operation.isRunning()) {
			operation.step();
		}
		return operation.snapshot();
	}

	void step() {
		for (Operation operation : this.operations.values()) {
			if (operation.isRunning()) {
				operation.step();
				if (!operation.isRunning() && !(operation instanceof StartOperation)) {
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
