package io.github.fleetboot.logging;

import java.util.Set;

/**
 * Which topics are logged. What is excluded is not, whatever else names it. Warnings and
 * errors are no matter of topics.
 *
 * @param preset what to begin with
 * @param include topics to add
 * @param exclude topics to leave out
 * @since 0.1.0
 */
public record TopicFilter(LogPreset preset, Set<LogTopic> include, Set<LogTopic> exclude) {

	/**
	 * Lets all topics pass.
	 */
	public static final TopicFilter ALL = new TopicFilter(LogPreset.ALL, Set.of(), Set.of());

	public TopicFilter {
		include = Set.copyOf(include);
		exclude = Set.copyOf(exclude);
	}

	/**
	 * Whether a topic is logged.
	 * @param topic the topic
	 * @return {@code true} if it is
	 */
	public boolean passes(LogTopic topic) {
		if (this.exclude.contains(topic)) {
			return false;
		}
		return this.preset == LogPreset.ALL || topic.isEssential() || this.include.contains(topic);
	}

}
