package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpdateRound}.
 */
class UpdateRoundTests {

	@Test
	void theSameClustersTakeTheirTurns() {
		List<WorkerSpec> clusters = clusters(4, 2);
		assertThat(UpdateRound.of(clusters, clusters)).containsExactly(
				new UpdateRound(List.of(clusters.get(0)), List.of()),
				new UpdateRound(List.of(clusters.get(1)), List.of()));
	}

	@Test
	void moreClustersBeginWithTheLastWhoseNumbersAreFree() {
		assertThat(describe(UpdateRound.of(clusters(4, 2), clusters(4, 4))))
			.containsExactly("cluster-1:1 cluster-2:2 cluster-3:3", "cluster-0:0");
	}

	@Test
	void fewerClustersBeginWithTheFirst() {
		assertThat(describe(UpdateRound.of(clusters(4, 4), clusters(4, 2))))
			.containsExactly("cluster-0:0–1 cluster-1:2–3", "-cluster-2 -cluster-3");
	}

	/**
	 * However shards are divided: each is given up once and got once, and messages for
	 * one that nobody has yet lead to no cluster that is at work with others.
	 */
	@Test
	void noShardIsLostAndNoNumberIsUsedTwice() {
		for (int shards = 1; shards <= 13; shards++) {
			for (int before = 1; before <= shards; before++) {
				for (int after = 1; after <= shards; after++) {
					check(clusters(shards, before), clusters(shards, after));
				}
			}
		}
	}

	@Test
	void whatAnAbortedUpdateLeftIsNoHindrance() {
		List<WorkerSpec> gap = List.of(cluster(0, 0, 1), cluster(2, 2, 2), cluster(3, 3, 3));
		for (int after = 1; after <= 4; after++) {
			check(gap, clusters(4, after));
		}
		List<WorkerSpec> interim = List.of(cluster(0, 0, 3), cluster(1, 4, 7), cluster(2, 8, 8), cluster(3, 9, 11));
		for (int after = 1; after <= 12; after++) {
			check(interim, clusters(12, after));
		}
	}

	private static void check(List<WorkerSpec> before, List<WorkerSpec> after) {
		Map<WorkerId, WorkerSpec> untouched = new LinkedHashMap<>();
		before.forEach((spec) -> untouched.put(spec.id(), spec));
		Map<WorkerId, WorkerSpec> assigned = new HashMap<>();
		Set<Integer> ownerless = new HashSet<>();
		for (UpdateRound round : UpdateRound.of(before, after)) {
			round.retired().forEach((id) -> ownerless.addAll(shards(untouched.remove(id))));
			round.assigned().forEach((spec) -> {
				WorkerSpec former = untouched.remove(spec.id());
				if (former != null) {
					ownerless.addAll(shards(former));
				}
				assertThat(assigned.put(spec.id(), spec)).isNull();
			});
			Set<Integer> owned = new HashSet<>();
			assigned.values().forEach((spec) -> owned.addAll(shards(spec)));
			assertThat(owned).as("%s to %s", before, after).containsAll(ownerless);
		}
		assertThat(untouched).isEmpty();
		assertThat(assigned.values()).containsExactlyInAnyOrderElementsOf(after);
	}

	private static List<Integer> shards(WorkerSpec spec) {
		ShardRange range = spec.shards();
		assertThat(range).isNotNull();
		return IntStream.rangeClosed(range.first(), range.last()).boxed().toList();
	}

	private static List<String> describe(List<UpdateRound> rounds) {
		return rounds.stream().map((round) -> {
			List<String> words = new ArrayList<>();
			round.assigned().forEach((spec) -> words.add(spec.id() + ":" + spec.shards()));
			round.retired().forEach((id) -> words.add("-" + id));
			return String.join(" ", words);
		}).toList();
	}

	private static List<WorkerSpec> clusters(int shards, int clusters) {
		List<ShardRange> ranges = ShardPlan.split(new ShardRange(0, shards - 1), clusters);
		return IntStream.range(0, clusters)
			.mapToObj((number) -> new WorkerSpec(WorkerId.cluster(number), ranges.get(number)))
			.toList();
	}

	private static WorkerSpec cluster(int number, int first, int last) {
		return new WorkerSpec(WorkerId.cluster(number), new ShardRange(first, last));
	}

}
