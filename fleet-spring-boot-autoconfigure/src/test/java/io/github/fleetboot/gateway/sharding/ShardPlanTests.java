package io.github.fleetboot.gateway.sharding;

import java.util.stream.IntStream;

import io.github.fleetboot.ShardRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ShardPlan}.
 */
class ShardPlanTests {

	@Test
	void whenNothingIsAskedForTakesDiscordsNumberAndOneClusterPerEightShards() {
		ShardPlan plan = ShardPlan.of(ShardingRequest.automatic(), 17, 8);
		assertThat(plan.totalShards()).isEqualTo(17);
		assertThat(plan.clusters()).containsExactly(new ShardRange(0, 5), new ShardRange(6, 11),
				new ShardRange(12, 16));
	}

	@Test
	void whenThereAreFewCoresMakesNoMoreClustersThanCores() {
		assertThat(ShardPlan.of(ShardingRequest.automatic(), 64, 2).clusters()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "2,1", "8,4", "10,4", "100,7", "3,50" })
	void clustersCoverEveryShardOnceAndDifferByOneAtMost(int shards, int clusters) {
		ShardPlan plan = ShardPlan.of(new ShardingRequest(shards, null, null, null, clusters), 1, 1);
		assertThat(plan.clusters()).hasSize(Math.min(shards, clusters));
		assertThat(plan.clusters().stream().flatMapToInt((range) -> IntStream.rangeClosed(range.first(), range.last())))
			.containsExactlyElementsOf(IntStream.range(0, shards).boxed().toList());
		assertThat(plan.clusters().get(0).size() - plan.clusters().get(plan.clusters().size() - 1).size()).isBetween(0,
				1);
	}

	@Test
	void whenFirstIsZeroItIsNotTakenForUnset() {
		ShardPlan plan = ShardPlan.of(new ShardingRequest(16, null, 0, 7, 2), 1, 1);
		assertThat(plan.range()).isEqualTo(new ShardRange(0, 7));
		assertThat(plan.clusters()).containsExactly(new ShardRange(0, 3), new ShardRange(4, 7));
	}

	@Test
	void guildsPerShardScalesDiscordsNumber() {
		assertThat(ShardPlan.of(new ShardingRequest(null, 1500, null, null, null), 10, 1).totalShards()).isEqualTo(7);
	}

	@Test
	void whenOneShardIsRecommendedGuildsPerShardDoesNotMatter() {
		assertThat(ShardPlan.of(new ShardingRequest(null, 100, null, null, null), 1, 1).totalShards()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "4,2,1", "4,0,4", "4,-1,2", "0,0,0" })
	void whenRangeIsImpossibleNamesThePropertiesToSet(int total, int first, int last) {
		assertThatExceptionOfType(ImpossibleShardingException.class)
			.isThrownBy(() -> ShardPlan.of(new ShardingRequest(total, null, first, last, null), 1, 1))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.sharding."));
	}

	@Test
	void whenNoClusterIsAskedForRefuses() {
		assertThatExceptionOfType(ImpossibleShardingException.class)
			.isThrownBy(() -> ShardPlan.of(new ShardingRequest(4, null, null, null, 0), 1, 1))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.clusters.count"));
	}

	@Test
	void shardOfTakesTheGuildIdAsUnsigned() {
		assertThat(ShardRange.shardOf(-1L, 8)).isEqualTo((int) ((-1L >>> 22) % 8));
		assertThat(ShardRange.shardOf(81384788765712384L, 4)).isEqualTo((int) ((81384788765712384L >> 22) % 4));
	}

}
