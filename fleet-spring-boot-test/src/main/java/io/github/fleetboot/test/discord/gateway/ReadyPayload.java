package io.github.fleetboot.test.discord.gateway;

import java.util.List;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes READY. It holds some lists that Discord no longer documents but clients need.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway-events#ready">Ready</a>
 */
final class ReadyPayload {

	private ReadyPayload() {
	}

	/**
	 * The body of a session's READY.
	 * @param session the session
	 * @param account the bot
	 * @param url where to resume
	 */
	static ObjectNode of(GatewaySession session, BotAccount account, String url) {
		ObjectNode ready = Json.object();
		ready.put("v", 10).put("session_id", session.id()).put("session_type", "normal");
		ready.put("resume_gateway_url", url);
		ready.set("user", account.user().selfJson());
		ArrayNode guilds = ready.putArray("guilds");
		for (EmulatorGuild guild : session.guilds()) {
			guilds.addObject().put("id", Json.id(guild.id())).put("unavailable", true);
		}
		ready.putArray("shard").add(session.shard().id()).add(session.shard().count());
		ready.putObject("application")
			.put("id", Json.id(account.applicationId()))
			.put("flags", account.applicationFlags());
		for (String name : List.of("private_channels", "presences", "relationships", "geo_ordered_rtc_regions")) {
			ready.putArray(name);
		}
		return ready;
	}

}
