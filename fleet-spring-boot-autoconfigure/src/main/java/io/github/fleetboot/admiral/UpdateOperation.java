package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation.State;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Gives workers another release to run, and clusters other shards, in rounds. The next
 * round follows once all workers of those before are ready that can be.
 */
final class UpdateOperation extends Operation {

	private final int phase;

	private final FleetChange change;

	private final WorkerRelease release;

	private final Workers workers;

	private final StartBudget budget;

	private final WorkerRoster roster;

	/**
	 * What has begun and is not ready yet.
	 */
	private final List<WorkerHandle> pending = new ArrayList<>();

	/**
	 * The rounds before this one have begun.
	 */
	private int begun;

	private boolean aborted;

	UpdateOperation(int phase, FleetChange change, WorkerLauncher launcher, Workers workers, StartBudget budget,
			WorkerRoster roster) {
		super("update-" + phase, "update", "it begins", List.copyOf(workers.all()));
		this.phase = phase;
		this.change = change;
		this.release = new WorkerRelease(id(), launcher);
		this.workers = workers;
		this.budget = budget;
		this.roster = roster;
	}

	/**
	 * It takes part in all that is wanted of workers.
	 */
	@Override
	boolean concerns(WorkerHandle worker) {
		return true;
	}

	@Override
	void begin() {
		this.roster.introduce(this.release);
	}

	@Override
	void step() {
		this.pending.removeIf((worker) -> this.roster.isGone(worker) || isDone(worker));
		WorkerHandle first = this.pending.stream().filter((worker) -> !isBlocked(worker)).findFirst().orElse(null);
		WorkerHandle keeping = this.pending.stream().filter((worker) -> !isWanted(worker)).findFirst().orElse(null);
		WorkerHandle failed = this.pending.stream()
			.filter((worker) -> worker.is(WorkerState.FAILED))
			.findFirst()
			.orElse(null);
		if (keeping != null) {
			end(this.aborted ? State.ABORTED : State.FAILED, "%s goes on with the JVM that it had: %s; %s"
				.formatted(keeping.id(), keeping.takeOverFailure(), rest()));
		}
		else if (failed != null) {
			fail(failed);
		}
		else if (first != null) {
			detail(describe(first));
		}
		else if (this.begun == rounds().size()) {
			complete();
		}
		else if (this.aborted) {
			end(State.ABORTED, "%d of %d steps were done; %s".formatted(this.begun, rounds().size(), rest()));
		}
		else {
			beginNext();
		}
	}

	private List<UpdateRound> rounds() {
		return this.change.rounds();
	}

	private String rest() {
		return "the other workers were left alone";
	}

	private boolean isWanted(WorkerHandle worker) {
		return worker.isWanted(this.phase) || worker.isRetired();
	}

	private boolean isDone(WorkerHandle worker) {
		return !worker.isRetired() && isWanted(worker) && !worker.isOutdated() && worker.isReady()
				&& worker.predecessor() == null;
	}

	/**
	 * Whether some of its shards are to be given up in a later round only.
	 */
	private boolean isBlocked(WorkerHandle worker) {
		return !worker.isRetired() && this.workers.clusterStream()
			.anyMatch((other) -> isUntouched(other) && worker.spec().overlaps(other.spec()));
	}

	private boolean isUntouched(WorkerHandle worker) {
		return worker.wantedPhase() < this.phase && !worker.isRetired();
	}

	private void beginNext() {
		UpdateRound round = rounds().get(this.begun);
		String shortage = this.budget.shortage(shards(round), this.workers.shardsUnderWay());
		if (shortage != null) {
			cover(this.release);
			end(State.FAILED, "%d of %d steps were done, then: %s".formatted(this.begun, rounds().size(), shortage));
			return;
		}
		this.begun++;
		List<WorkerId> givingUp = new ArrayList<>(round.retired());
		round.assigned().stream().filter(this::changesShards).map(WorkerSpec::id).forEach(givingUp::add);
		round.assigned().forEach(this::assign);
		round.retired().forEach(this::retire);
		if (!givingUp.isEmpty()) {
			this.roster.changed(givingUp);
		}
		detail("step %d of %d begins".formatted(this.begun, rounds().size()));
	}

	private static int shards(UpdateRound round) {
		return round.assigned().stream().mapToInt(WorkerSpec::size).sum();
	}

	private boolean changesShards(WorkerSpec spec) {
		WorkerHandle present = this.workers.get(spec.id());
		return present == null || !present.spec().equals(spec);
	}

	private void assign(WorkerSpec spec) {
		WorkerHandle present = this.workers.get(spec.id());
		WorkerHandle worker = (present != null) ? present : this.roster.add(spec, this.release);
		if (!worker.isDown()) {
			worker.releases().assign(this.release);
			worker.assign(spec);
			worker.want(this.phase);
			this.pending.add(worker);
		}
	}

	private void retire(WorkerId id) {
		WorkerHandle worker = this.workers.get(id);
		if (worker != null) {
			retire(worker);
		}
	}

	private void retire(WorkerHandle worker) {
		worker.retire("%s has given its shards to others".formatted(id()));
		this.pending.remove(worker);
		this.pending.add(worker);
	}

	/**
	 * All goes on with what is known to work.
	 */
	private void fail(WorkerHandle failed) {
		String cause = failed.cause();
		WorkerRelease former = this.change.base();
		for (WorkerHandle worker : this.pending) {
			if (!worker.isRetired() && !worker.is(WorkerState.LIVE)) {
				worker.releases().fallBack(former);
				worker.up();
			}
		}
		cover(former);
		end(State.FAILED, "%s did not become live and goes back to what it ran before: %s; %s".formatted(failed.id(),
				cause, rest()));
	}

	/**
	 * No more clusters give up their shards: those that wait for some get by with the
	 * shards that nobody else has.
	 * @param interim what they run
	 */
	private void cover(WorkerRelease interim) {
		for (WorkerHandle worker : this.pending.stream().filter(this::isBlocked).toList()) {
			List<ShardRange> free = free(worker.spec());
			if (free.isEmpty()) {
				retire(worker);
				continue;
			}
			worker.assign(new WorkerSpec(worker.id(), free.get(0)));
			worker.releases().assign(interim);
			for (ShardRange further : free.subList(1, free.size())) {
				WorkerHandle added = this.roster.add(new WorkerSpec(unusedId(), further), interim);
				added.want(this.phase);
				this.pending.add(added);
			}
		}
		this.roster.changed(List.of());
	}

	private List<ShardRange> free(WorkerSpec spec) {
		List<ShardRange> free = new ArrayList<>();
		ShardRange wanted = spec.shards();
		if (wanted == null) {
			return free;
		}
		int first = wanted.first();
		for (int shard = wanted.first(); shard <= wanted.last() + 1; shard++) {
			WorkerSpec one = new WorkerSpec(spec.id(), new ShardRange(shard, shard));
			boolean taken = shard > wanted.last() || this.workers.clusterStream()
				.anyMatch((other) -> isUntouched(other) && one.overlaps(other.spec()));
			if (taken) {
				if (first < shard) {
					free.add(new ShardRange(first, shard - 1));
				}
				first = shard + 1;
			}
		}
		return free;
	}

	private WorkerId unusedId() {
		return WorkerId.cluster(
				1 + this.workers.clusterStream().mapToInt((worker) -> worker.id().clusterNumber()).max().orElse(-1));
	}

	/**
	 * From now on, what was not replaced runs the release too when it has to be.
	 */
	private void complete() {
		this.roster.adopt(this.release);
		end(State.COMPLETED, this.change.summary());
	}

	@Override
	void abort() {
		WorkerHandle successor = this.pending.stream()
			.filter((worker) -> worker.successor() != null)
			.findFirst()
			.orElse(null);
		if (successor != null) {
			successor.abandonSuccessor(id() + " was aborted");
		}
		else if (this.begun == rounds().size()) {
			throw new FleetException("%s cannot be aborted: the last of its workers has begun.".formatted(id()),
					"Wait for its end.");
		}
		this.aborted = true;
		cover(this.release);
	}

	@Override
	double progress() {
		return Math.max(0, this.begun - (this.pending.isEmpty() ? 0 : 1)) / (double) Math.max(1, rounds().size());
	}

	@Override
	@Nullable Duration eta() {
		Duration sum = Duration.ZERO;
		for (UpdateRound round : rounds().subList(Math.max(0, this.begun - 1), rounds().size())) {
			Duration longest = this.budget.shortestTime(shards(round));
			for (WorkerSpec spec : round.assigned()) {
				Duration start = lastStart(spec);
				if (start.isZero()) {
					return null;
				}
				longest = (start.compareTo(longest) > 0) ? start : longest;
			}
			sum = sum.plus(longest);
		}
		Duration underWay = this.pending.stream()
			.filter((worker) -> !worker.isOutdated())
			.map(WorkerHandle::uptime)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		return (underWay.compareTo(sum) < 0) ? sum.minus(underWay) : Duration.ZERO;
	}

	/**
	 * A cluster that is new will take about as long as others did.
	 */
	private Duration lastStart(WorkerSpec spec) {
		WorkerHandle known = this.workers.get(spec.id());
		if (known != null && !known.lastStart().isZero()) {
			return known.lastStart();
		}
		return this.workers.stream()
			.filter((other) -> other.isCluster() == (spec.shards() != null))
			.map(WorkerHandle::lastStart)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	private String describe(WorkerHandle worker) {
		WorkerJvm successor = worker.successor();
		String what = (successor != null) ? "has a successor that is " + successor.state() : "is " + worker.state();
		return "%s %s (%d of %d)%s".formatted(worker.id(), what, this.begun, rounds().size(),
				(worker.cause() != null) ? ": " + worker.cause() : "");
	}

}
