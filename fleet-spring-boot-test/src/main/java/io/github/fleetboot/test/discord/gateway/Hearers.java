package io.github.fleetboot.test.discord.gateway;

import java.util.Collection;
import java.util.Comparator;

import io.github.fleetboot.test.discord.rules.GatewayRules;
import io.github.fleetboot.test.discord.rules.TwinInteractions;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Intents;

/**
 * Tells which of the sessions that cover a guild hear of an event.
 */
final class Hearers {

	private final BotAccount account;

	private final GatewayRules rules;

	Hearers(BotAccount account, GatewayRules rules) {
		this.account = account;
		this.rules = rules;
	}

	/**
	 * The intents an event in a guild needs. The bot hears of changes to its own member
	 * in any case.
	 */
	int intents(String type, long subject) {
		boolean self = type.equals("GUILD_MEMBER_UPDATE") && subject == this.account.user().id();
		return self ? Intents.NONE : EventIntents.inGuild(type);
	}

	/**
	 * Whether a session is told of an interaction also if it has twins. Of other events
	 * it always is.
	 */
	boolean include(GatewaySession session, EmulatorGuild guild, String type, Collection<GatewaySession> all) {
		if (!type.equals("INTERACTION_CREATE") || this.rules.twinInteractions() == TwinInteractions.EVERY_SESSION) {
			return true;
		}
		return all.stream()
			.filter((candidate) -> candidate.covers(guild) && candidate.connection() != null)
			.max(Comparator.comparing(GatewaySession::identified))
			.orElse(session) == session;
	}

}
