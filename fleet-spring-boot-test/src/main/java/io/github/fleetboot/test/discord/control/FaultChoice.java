package io.github.fleetboot.test.discord.control;

import java.util.List;

import io.github.fleetboot.test.discord.ConnectionFaults;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordFaults;
import io.github.fleetboot.test.discord.GatewayFaults;
import io.github.fleetboot.test.discord.SessionFaults;

/**
 * Whom a fault of the gateway strikes, and when.
 */
final class FaultChoice {

	static final List<String> OF_SESSIONS = List.of("session", "shard", "guild", "shards", "percent", "when",
			"afterEvents", "after", "times", "during", "over");

	static final List<String> OF_CONNECTIONS = List.of("percent", "times", "during");

	private static final int ALL = 100;

	private final DiscordEmulator discord;

	FaultChoice(DiscordEmulator discord) {
		this.discord = discord;
	}

	ConnectionFaults connections(ControlCall call) {
		ConnectionFaults chosen = this.discord.fail().connections();
		if (call.has("percent")) {
			chosen = chosen.percent(call.count("percent", ALL, ALL));
		}
		if (call.has("times")) {
			chosen = chosen.times(number(call, "times"));
		}
		if (call.has("during")) {
			chosen = chosen.during(call.seconds("during"));
		}
		return chosen;
	}

	GatewayFaults<?> sessions(ControlCall call) {
		SessionFaults sessions = present(call);
		if (call.has("shards")) {
			sessions = sessions.ofShards(number(call, "shards"));
		}
		if (call.has("percent")) {
			sessions = sessions.percent(call.count("percent", ALL, ALL));
		}
		GatewayFaults<?> chosen = sessions;
		if (call.has("when")) {
			chosen = when(chosen, call.text("when"));
		}
		if (call.has("afterEvents")) {
			chosen = chosen.afterEvents(number(call, "afterEvents"));
		}
		if (call.has("after")) {
			chosen = chosen.after(call.seconds("after"));
		}
		if (call.has("times")) {
			chosen = chosen.times(number(call, "times"));
		}
		if (call.has("during")) {
			chosen = chosen.during(call.seconds("during"));
		}
		return call.has("over") ? chosen.over(call.seconds("over")) : chosen;
	}

	private SessionFaults present(ControlCall call) {
		DiscordFaults all = this.discord.fail();
		if (call.has("session")) {
			return all.session(call.text("session"));
		}
		if (call.has("guild")) {
			return all.guild(call.number("guild"));
		}
		return call.has("shard") ? all.shard(number(call, "shard")) : all.everySession();
	}

	private static GatewayFaults<?> when(GatewayFaults<?> chosen, String occasion) {
		return switch (occasion) {
			case "connecting" -> chosen.whenConnecting();
			case "identifying" -> chosen.whenIdentifying();
			case "resuming" -> chosen.whenResuming();
			default -> throw ControlException
				.bad("'when' is '" + occasion + "', but must be connecting, identifying or resuming");
		};
	}

	static int number(ControlCall call, String name) {
		return call.count(name, Integer.MAX_VALUE);
	}

}
