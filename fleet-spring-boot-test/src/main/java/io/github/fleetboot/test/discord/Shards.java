package io.github.fleetboot.test.discord;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.fleetboot.test.discord.record.DiscordRecord;

/**
 * Shards that make a whole bot.
 */
final class Shards {

	private Shards() {
	}

	/**
	 * Whether these sessions are all shards of one number of shards.
	 */
	static boolean areComplete(Collection<DiscordRecord.Session> sessions) {
		Map<Integer, Set<Integer>> idsByCount = sessions.stream()
			.collect(Collectors.groupingBy(DiscordRecord.Session::shards,
					Collectors.mapping(DiscordRecord.Session::shard, Collectors.toSet())));
		return idsByCount.entrySet().stream().anyMatch((entry) -> entry.getValue().size() == entry.getKey());
	}

}
