package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.github.fleetboot.test.discord.rules.TwinPresence;
import io.github.fleetboot.test.discord.world.BotPresence;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the bot's presence in a guild out of those of its sessions. A session counts
 * until it ends, also while it has no connection.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#update-presence">Update
 * Presence</a>
 */
final class Presences {

	private static final List<String> MOST_PRESENT_FIRST = List.of("online", "idle", "dnd", "offline");

	private Presences() {
	}

	/**
	 * The presence of a session alone.
	 * @param presence what it last gave, {@code null} if it gave none
	 */
	static BotPresence of(@Nullable JsonNode presence) {
		if (presence == null || presence.isNull()) {
			return new BotPresence("online", List.of());
		}
		String status = Json.string(presence, "status");
		return MOST_PRESENT_FIRST.subList(0, 3).contains(status)
				? new BotPresence(status,
						presence.path("activities").valueStream().map((node) -> Json.string(node, "name")).toList())
				: BotPresence.OFFLINE;
	}

	static BotPresence of(EmulatorGuild guild, Collection<GatewaySession> all, TwinPresence rule) {
		List<GatewaySession> sessions = all.stream()
			.filter((session) -> guild.shard(session.shard().count()) == session.shard().id())
			.toList();
		if (rule == TwinPresence.LAST_WINS) {
			return sessions.stream()
				.max(Comparator.comparing(GatewaySession::presenceSet))
				.map(GatewaySession::presence)
				.orElse(BotPresence.OFFLINE);
		}
		BotPresence merged = BotPresence.OFFLINE;
		for (GatewaySession session : sessions) {
			BotPresence presence = session.presence();
			List<String> activities = new ArrayList<>(merged.activities());
			activities.addAll(presence.activities());
			int place = Math.min(MOST_PRESENT_FIRST.indexOf(merged.status()),
					MOST_PRESENT_FIRST.indexOf(presence.status()));
			merged = new BotPresence(MOST_PRESENT_FIRST.get(place), activities.stream().distinct().toList());
		}
		return merged;
	}

}
