package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.sharding.ShardPlan;

/**
 * What an update makes of the fleet as it is at one moment.
 *
 * @param update what changes
 * @param base what workers run without it
 * @param rounds the steps, one after another
 * @param workers all workers that there may be after it
 */
record FleetChange(FleetUpdate update, WorkerRelease base, List<UpdateRound> rounds, List<WorkerSpec> workers) {

	/**
	 * Plan an update.
	 * @param update what changes
	 * @param workers the workers that there are
	 * @param dormant the services that may be created
	 * @param base what workers run without it
	 * @return the change
	 * @throws FleetException if it makes no sense for this fleet
	 */
	static FleetChange of(FleetUpdate update, Workers workers, Collection<WorkerSpec> dormant, WorkerRelease base) {
		if (update.isEmpty()) {
			throw new FleetException("The update is refused: it changes nothing.",
					"Name a jar, a number of clusters, or JVM arguments.");
		}
		List<WorkerSpec> services = workers.serviceStream().map(WorkerHandle::spec).toList();
		List<WorkerSpec> present = workers.clusterStream()
			.map(WorkerHandle::spec)
			.sorted(Comparator.comparingInt((WorkerSpec spec) -> spec.id().clusterNumber()))
			.toList();
		List<WorkerSpec> wanted = wanted(update, present, workers);
		List<UpdateRound> rounds = new ArrayList<>();
		if (update.concernsServices()) {
			services.forEach((service) -> rounds.add(new UpdateRound(List.of(service), List.of())));
		}
		rounds.addAll(UpdateRound.of(present, wanted));
		List<WorkerSpec> all = new ArrayList<>(services);
		all.addAll(wanted);
		all.addAll(dormant);
		return new FleetChange(update, base, List.copyOf(rounds), List.copyOf(all));
	}

	private static List<WorkerSpec> wanted(FleetUpdate update, List<WorkerSpec> present, Workers workers) {
		Integer count = update.clusters();
		if (count == null) {
			return present;
		}
		List<ShardRange> shards = present.stream().map(WorkerSpec::shards).toList();
		int first = shards.stream().mapToInt(ShardRange::first).min().orElseThrow();
		int last = shards.stream().mapToInt(ShardRange::last).max().orElseThrow();
		ShardRange range = new ShardRange(first, last);
		if (count > range.size()) {
			throw new FleetException(
					"The update is refused: %d clusters cannot share %d shards.".formatted(count, range.size()),
					"Name %d clusters at most.".formatted(range.size()));
		}
		List<ShardRange> ranges = ShardPlan.split(range, count);
		List<WorkerSpec> wanted = IntStream.range(0, count)
			.mapToObj((number) -> new WorkerSpec(WorkerId.cluster(number), ranges.get(number)))
			.toList();
		if (wanted.equals(present)) {
			if (update.equals(FleetUpdate.of().withClusters(count))) {
				throw new FleetException("The update is refused: the fleet has %d clusters already.".formatted(count),
						"Restart those that do not do their work.");
			}
			return wanted;
		}
		workers.clusterStream().filter(WorkerHandle::isDown).findFirst().ifPresent((down) -> {
			throw new FleetException(
					"The update is refused: %s is shut down, and its shards would come back in other clusters."
						.formatted(down.id()),
					"Start it first, or leave the number of clusters as it is.");
		});
		return wanted;
	}

	/**
	 * How many shards identify anew by it.
	 */
	int shards(Workers workers) {
		return this.rounds.stream()
			.flatMap((round) -> round.assigned().stream())
			.filter((spec) -> workers.stream().noneMatch((worker) -> worker.id().equals(spec.id()) && worker.isDown()))
			.mapToInt(WorkerSpec::size)
			.sum();
	}

	/**
	 * What has been done at the end of it.
	 */
	String summary() {
		Integer count = this.update.clusters();
		int workers = this.rounds.stream().mapToInt((round) -> round.assigned().size()).sum();
		return "updated workers: " + workers + ((count != null) ? ", clusters: " + count : "");
	}

}
