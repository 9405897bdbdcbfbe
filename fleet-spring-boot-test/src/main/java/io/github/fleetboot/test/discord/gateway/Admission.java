package io.github.fleetboot.test.discord.gateway;

import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.Shard;
import io.github.fleetboot.test.discord.world.World;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides on each IDENTIFY whether it starts a session. Used by the emulator's thread
 * only.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#identifying">Identifying</a>
 */
public final class Admission {

	private final Settings settings;

	private final BotAccount account;

	private final World world;

	private final DiscordRecord record;

	private final Gateway gateway;

	private final IdentifyLedger ledger;

	public Admission(Settings settings, BotAccount account, World world, DiscordRecord record, Gateway gateway) {
		this.settings = settings;
		this.account = account;
		this.world = world;
		this.record = record;
		this.gateway = gateway;
		this.ledger = new IdentifyLedger(settings, System.nanoTime());
	}

	public IdentifyLedger ledger() {
		return this.ledger;
	}

	public void identify(GatewayConnection connection, @Nullable JsonNode data, Moment now) {
		Identification.Refusal malformed = Identification.checkForm(data);
		if (data == null || malformed != null) {
			refuse(connection, null, now,
					(malformed != null) ? malformed : new Identification.Refusal(4001, "IDENTIFY without data"));
			return;
		}
		Shard shard = Identification.shardOf(data);
		if (!this.account.acceptsAtGateway(Json.string(data, "token"))) {
			refuse(connection, shard, now, new Identification.Refusal(4004, "wrong token"));
			return;
		}
		if (!this.ledger.spend(now.nanos())) {
			refuse(connection, shard, now,
					new Identification.Refusal(4004, "the session start limit is exceeded: the token is reset"));
			this.gateway.revokeToken();
			return;
		}
		if (shard == null) {
			refuse(connection, null, now, new Identification.Refusal(4010, "no legal shard"));
			return;
		}
		identify(connection, data, shard, now);
	}

	private void identify(GatewayConnection connection, JsonNode data, Shard shard, Moment now) {
		Identification.Refusal refusal = Identification.checkIntents(data, this.account.intents());
		List<EmulatorGuild> guilds = this.world.guildsOf(shard);
		if (refusal == null && guilds.size() > this.settings.maxGuildsPerSession) {
			refusal = new Identification.Refusal(4011, guilds.size() + " guilds on shard " + shard);
		}
		if (refusal != null) {
			refuse(connection, shard, now, refusal);
			return;
		}
		Duration early = this.ledger.take(shard.id(), now.nanos());
		if (!early.isZero()) {
			refuseTooEarly(connection, shard, now, early);
			return;
		}
		GatewaySession session = this.gateway.open(connection, Identification.of(shard, data), guilds, now);
		recordIdentify(shard, now, session.id(), null);
		this.gateway.welcome(session);
	}

	private void refuse(GatewayConnection connection, @Nullable Shard shard, Moment now,
			Identification.Refusal refusal) {
		recordIdentify(shard, now, null, refusal.reason());
		connection.violate(refusal.closeCode(), refusal.reason());
	}

	private void refuseTooEarly(GatewayConnection connection, Shard shard, Moment now, Duration early) {
		String reason = "IDENTIFY of shard %s came %d ms too early for key %d".formatted(shard,
				early.plusNanos(999_999).toMillis(), this.ledger.key(shard.id()));
		recordIdentify(shard, now, null, reason);
		this.gateway.violated(connection, Op.INVALID_SESSION, reason);
		connection.awaitInvalidation();
		this.gateway.later(this.settings.invalidSessionDelay, () -> connection.invalidate(false));
	}

	private void recordIdentify(@Nullable Shard shard, Moment now, @Nullable String sessionId,
			@Nullable String rejection) {
		int id = (shard != null) ? shard.id() : -1;
		this.record.add(new DiscordRecord.Identify(now, id, (shard != null) ? shard.count() : -1,
				(shard != null) ? this.ledger.key(id) : -1, sessionId, rejection));
	}

}
