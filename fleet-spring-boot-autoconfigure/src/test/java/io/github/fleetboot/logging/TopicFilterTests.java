package io.github.fleetboot.logging;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopicFilter}.
 */
class TopicFilterTests {

	@Test
	void thereAreTwentySixTopicsOfWhichSixteenAreEssential() {
		assertThat(LogTopic.values()).hasSize(26);
		assertThat(Arrays.stream(LogTopic.values()).filter(LogTopic::isEssential).map(LogTopic::id))
			.containsExactlyInAnyOrder("gateway_shards", "admiral_start", "shards_spread", "all_clusters_launched",
					"all_services_launched", "cluster_start", "service_start", "service_ready", "cluster_ready",
					"shard_disconnect", "shard_resume", "service_shutdown", "cluster_shutdown", "total_shutdown",
					"resharding_transition_complete", "concurrency_group_starting");
	}

	@Test
	void whenNothingIsSaidAllTopicsPass() {
		assertThat(LogTopic.values()).allMatch(TopicFilter.ALL::passes);
	}

	@Test
	void whenThePresetIsLessOnlyEssentialTopicsPass() {
		TopicFilter filter = new TopicFilter(LogPreset.LESS, Set.of(), Set.of());
		assertThat(LogTopic.values()).allMatch((topic) -> filter.passes(topic) == topic.isEssential());
	}

	@Test
	void whenATopicIsIncludedItPassesBesideThePreset() {
		TopicFilter filter = new TopicFilter(LogPreset.LESS, Set.of(LogTopic.SHARD_READY), Set.of());
		assertThat(filter.passes(LogTopic.SHARD_READY)).isTrue();
		assertThat(filter.passes(LogTopic.SHARD_RESUME)).isTrue();
		assertThat(filter.passes(LogTopic.SHARD_CONNECT)).isFalse();
	}

	@Test
	void whenATopicIsExcludedNothingElseLetsItPass() {
		Set<LogTopic> topics = EnumSet.of(LogTopic.SHARD_READY, LogTopic.SHARD_RESUME);
		for (LogPreset preset : LogPreset.values()) {
			TopicFilter filter = new TopicFilter(preset, topics, topics);
			assertThat(topics).noneMatch(filter::passes);
			assertThat(filter.passes(LogTopic.SHARD_DISCONNECT)).isTrue();
		}
	}

}
