package io.github.fleetboot.test.discord.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which session was told of which guild, and when: a client can do nothing with what
 * happens in a guild that it does not know.
 */
final class GuildsTold {

	/**
	 * The intent without which a session is told of no guild.
	 */
	private static final int GUILDS = 1;

	private static final String INTRODUCTION = "GUILD_CREATE";

	private static final String OUTAGE = "GUILD_DELETE";

	private final Set<String> sessions;

	private final Map<String, Map<Long, TreeMap<Long, Delivery>>> introductions = new HashMap<>();

	GuildsTold(List<DiscordRecord.Session> sessions, Deliveries deliveries) {
		this.sessions = sessions.stream()
			.filter((session) -> (session.intents() & GUILDS) != 0)
			.map(DiscordRecord.Session::id)
			.collect(Collectors.toSet());
		for (Delivery delivery : deliveries.all()) {
			DiscordRecord.Event event = delivery.event();
			if (event.type().equals(INTRODUCTION) || (event.type().equals(OUTAGE) && arrived(delivery))) {
				this.introductions.computeIfAbsent(event.sessionId(), (session) -> new HashMap<>())
					.computeIfAbsent(event.subject(), (guild) -> new TreeMap<>())
					.put(event.sequence(), delivery);
			}
		}
	}

	/**
	 * Whether a session that was to be told of a guild had not been when it was told of
	 * an event there.
	 */
	boolean isMissing(long guild, DiscordRecord.Event event) {
		if (guild == 0 || !this.sessions.contains(event.sessionId())) {
			return false;
		}
		Map.Entry<Long, Delivery> last = this.introductions.getOrDefault(event.sessionId(), Map.of())
			.getOrDefault(guild, new TreeMap<>())
			.lowerEntry(event.sequence());
		return last == null || !last.getValue().event().type().equals(INTRODUCTION) || !arrived(last.getValue());
	}

	private static boolean arrived(Delivery delivery) {
		return switch (delivery.fate()) {
			case ACKNOWLEDGED, SENT, UNCONFIRMED -> true;
			case KEPT, LOST, SKIPPED -> false;
		};
	}

}
