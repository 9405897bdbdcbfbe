package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Shard;

/**
 * Finds the sessions that a guild's events go to. Used by the emulator's thread only.
 */
final class SessionIndex {

	private final Map<Integer, Map<Shard, List<GatewaySession>>> byCount = new LinkedHashMap<>();

	void add(GatewaySession session) {
		Shard shard = session.shard();
		this.byCount.computeIfAbsent(shard.count(), (count) -> new LinkedHashMap<>())
			.computeIfAbsent(shard, (key) -> new ArrayList<>())
			.add(session);
	}

	void remove(GatewaySession session) {
		Shard shard = session.shard();
		this.byCount.getOrDefault(shard.count(), Map.of()).getOrDefault(shard, new ArrayList<>()).remove(session);
	}

	/**
	 * The sessions of a guild's shard, whatever their number of shards is.
	 * @param guild the guild
	 * @return a copy
	 */
	List<GatewaySession> of(EmulatorGuild guild) {
		List<GatewaySession> found = new ArrayList<>();
		this.byCount.forEach(
				(count, shards) -> found.addAll(shards.getOrDefault(new Shard(guild.shard(count), count), List.of())));
		return found;
	}

}
