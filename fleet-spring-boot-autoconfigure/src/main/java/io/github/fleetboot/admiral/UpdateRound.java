package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.fleetboot.WorkerId;

/**
 * One of the steps in which workers get something else to run.
 *
 * @param assigned the workers as they are to be
 * @param retired the clusters that are to be no more
 */
record UpdateRound(List<WorkerSpec> assigned, List<WorkerId> retired) {

	private static final Comparator<WorkerSpec> BY_NUMBER = Comparator
		.comparingInt((spec) -> spec.id().clusterNumber());

	UpdateRound {
		assigned = List.copyOf(assigned);
		retired = List.copyOf(retired);
	}

	/**
	 * Divide shards among other clusters, so that as few as possible have no cluster at a
	 * time. In each round some clusters give up their shards. A cluster whose shards are
	 * not all free then waits for a later round. No messages for a shard may go to a
	 * cluster that has not got it yet, so that a number gets other shards together with
	 * those shards.
	 * @param present the clusters that there are
	 * @param wanted the clusters that there are to be, for the same shards
	 * @return the rounds
	 */
	static List<UpdateRound> of(Collection<WorkerSpec> present, List<WorkerSpec> wanted) {
		Exchange exchange = new Exchange(present, wanted);
		List<WorkerSpec> order = new ArrayList<>(wanted);
		if (wanted.size() > present.size()) {
			// From the last on: numbers of new clusters are free by the time
			order.sort(BY_NUMBER.reversed());
		}
		List<UpdateRound> rounds = new ArrayList<>();
		order.forEach((target) -> {
			UpdateRound round = exchange.round(target);
			if (!round.assigned.isEmpty() || !round.retired.isEmpty()) {
				rounds.add(round);
			}
		});
		return rounds;
	}

	/**
	 * Who has given up and got shards so far.
	 */
	private static final class Exchange {

		private final Map<WorkerId, WorkerSpec> left = new LinkedHashMap<>();

		private final Map<WorkerId, WorkerSpec> wanted = new LinkedHashMap<>();

		private final Set<WorkerId> done = new HashSet<>();

		private final List<WorkerSpec> assigned = new ArrayList<>();

		private final List<WorkerId> retired = new ArrayList<>();

		Exchange(Collection<WorkerSpec> present, List<WorkerSpec> wanted) {
			present.forEach((spec) -> this.left.put(spec.id(), spec));
			wanted.forEach((spec) -> this.wanted.put(spec.id(), spec));
		}

		UpdateRound round(WorkerSpec target) {
			this.assigned.clear();
			this.retired.clear();
			assign(target);
			List.copyOf(this.left.values()).stream().filter(target::overlaps).forEach(this::giveUp);
			this.assigned.sort(BY_NUMBER);
			return new UpdateRound(this.assigned, this.retired);
		}

		private void assign(WorkerSpec target) {
			if (this.done.add(target.id())) {
				this.assigned.add(target);
				WorkerSpec former = this.left.get(target.id());
				if (former != null) {
					giveUp(former);
				}
			}
		}

		private void giveUp(WorkerSpec former) {
			if (this.left.remove(former.id()) == null) {
				return;
			}
			WorkerSpec next = this.wanted.get(former.id());
			if (next != null) {
				assign(next);
			}
			else {
				this.retired.add(former.id());
			}
			this.wanted.values().stream().filter(former::overlaps).forEach(this::assign);
		}

	}

}
