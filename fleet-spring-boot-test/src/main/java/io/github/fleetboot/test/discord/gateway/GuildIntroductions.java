package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;

import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.EventBody;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.World;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells sessions of themselves and their guilds, a few at a time. Used by the emulator's
 * thread only.
 */
public final class GuildIntroductions {

	private static final int GUILDS_PER_TURN = 20;

	private static final Duration CONGESTION_PAUSE = Duration.ofMillis(5);

	private final Settings settings;

	private final BotAccount account;

	private final World world;

	private final Monitor monitor;

	private final Gateway gateway;

	GuildIntroductions(Settings settings, BotAccount account, World world, Monitor monitor, Gateway gateway) {
		this.settings = settings;
		this.account = account;
		this.world = world;
		this.monitor = monitor;
		this.gateway = gateway;
	}

	/**
	 * Tell a new session of itself and its guilds.
	 */
	void welcome(GatewaySession session) {
		Duration delay = Disturbances.readyDelay(session);
		if (delay.isZero()) {
			greet(session);
		}
		else {
			this.gateway.later(delay, () -> greet(session));
		}
	}

	private void greet(GatewaySession session) {
		if (session.hasEnded()) {
			return;
		}
		String resumeUrl = Disturbances.resumeUrl(session, this.gateway.url());
		this.gateway.dispatch(session, 0, "READY", 0,
				EventBody.of(Json.bytes(ReadyPayload.of(session, this.account, resumeUrl))));
		this.monitor.update(() -> session.readySent(Moment.now()));
		this.gateway.ledger().ready(session.shard().id(), System.nanoTime());
		introduceGuilds(session);
	}

	/**
	 * Send some of the guilds, then let others have their turn: a delayed IDENTIFY would
	 * be measured wrongly.
	 */
	private void introduceGuilds(GatewaySession session) {
		GatewayConnection connection = session.connection();
		if (connection != null && connection.isCongested()) {
			this.gateway.later(CONGESTION_PAUSE, () -> introduceGuilds(session));
			return;
		}
		Duration pace = Disturbances.guildPace(session);
		int turn = pace.isZero() ? GUILDS_PER_TURN : 1;
		for (int i = 0; i < turn && !session.hasEnded(); i++) {
			EmulatorGuild guild = session.introduceNext();
			if (guild == null) {
				this.monitor.update(() -> session.guildsSent(Moment.now()));
				return;
			}
			if (Disturbances.introduces(session, guild)) {
				tell(session, guild);
			}
		}
		if (pace.isZero()) {
			this.gateway.soon(() -> introduceGuilds(session));
		}
		else {
			this.gateway.later(pace, () -> introduceGuilds(session));
		}
	}

	/**
	 * Tell a session of one of its guilds.
	 */
	public void tell(GatewaySession session, EmulatorGuild guild) {
		if (Intents.has(session.intents(), Intents.GUILDS)) {
			this.gateway.dispatch(session, guild.id(), "GUILD_CREATE", guild.id(), guildBody(session, guild));
		}
	}

	/**
	 * Tell a session that one of its guilds is out of reach.
	 */
	public void tellUnavailable(GatewaySession session, EmulatorGuild guild) {
		if (Intents.has(session.intents(), Intents.GUILDS)) {
			ObjectNode body = Json.object().put("id", Json.id(guild.id())).put("unavailable", true);
			this.gateway.dispatch(session, guild.id(), "GUILD_DELETE", guild.id(), EventBody.of(Json.bytes(body)));
		}
	}

	private EventBody guildBody(GatewaySession session, EmulatorGuild guild) {
		return GuildIntroduction.of(() -> this.world.look(guild), session.intents(), session.largeThreshold(),
				this.settings.eagerMembers, () -> this.gateway.requests().voiceState(guild));
	}

}
