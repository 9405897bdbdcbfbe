package io.github.fleetboot.test.discord.gateway;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.rules.BucketOrder;
import io.github.fleetboot.test.discord.rules.BudgetCost;
import io.github.fleetboot.test.discord.rules.GatewayRules;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.Shard;
import io.github.fleetboot.test.discord.world.World;
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

	private final GatewayRules rules;

	private final BotAccount account;

	private final World world;

	private final DiscordRecord record;

	private final Gateway gateway;

	private final IdentifyLedger ledger;

	private final Set<Shard> started = new HashSet<>();

	public Admission(Settings settings, BotAccount account, World world, DiscordRecord record, Gateway gateway) {
		this.settings = settings;
		this.rules = settings.gatewayRules;
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
		String problem = PayloadRules.check(Op.IDENTIFY, data);
		if (data == null || problem != null) {
			refuse(connection, null, now, 4001, "IDENTIFY of which " + problem);
			return;
		}
		Shard shard = Identification.shardOf(data, this.rules.assignedShards());
		if (!this.account.acceptsAtGateway(Json.string(data, "token"))) {
			refuse(connection, shard, now, 4004, "wrong token");
			return;
		}
		if (this.rules.budgetCost() == BudgetCost.EVERY_IDENTIFY && !this.ledger.spend(now.nanos())) {
			refuseBeyondBudget(connection, shard, now);
		}
		else if (shard == null) {
			refuse(connection, null, now, 4010, "no legal shard: " + data.path("shard"));
		}
		else {
			identify(connection, data, shard, now);
		}
	}

	private void identify(GatewayConnection connection, JsonNode data, Shard shard, Moment now) {
		List<EmulatorGuild> guilds = this.world.guildsOf(shard);
		Identification.Refusal refusal = Identification.checkIntents(data, this.account.intents());
		if (refusal == null) {
			refusal = checkSize(shard, guilds.size());
		}
		if (refusal != null) {
			refuse(connection, shard, now, refusal.closeCode(), refusal.reason());
			return;
		}
		if (this.rules.bucketOrder() == BucketOrder.ENFORCED && !previousBucketStarted(shard)) {
			refuseForNow(connection, shard, now, "IDENTIFY of shard " + shard + " came before the bucket before it");
			return;
		}
		Duration early = this.ledger.take(shard.id(), now.nanos());
		if (!early.isZero()) {
			refuseForNow(connection, shard, now, "IDENTIFY of shard %s came %d ms too early for key %d".formatted(shard,
					early.plusNanos(999_999).toMillis(), this.ledger.key(shard.id())));
			return;
		}
		if (this.rules.budgetCost() == BudgetCost.STARTED_SESSIONS && !this.ledger.spend(now.nanos())) {
			refuseBeyondBudget(connection, shard, now);
			return;
		}
		start(connection, data, shard, guilds, now);
	}

	private void start(GatewayConnection connection, JsonNode data, Shard shard, List<EmulatorGuild> guilds,
			Moment now) {
		Identification identification = Identification.of(shard, data);
		if (!this.gateway.disturbances().identifying(connection, identification)) {
			this.ledger.abandoned(shard.id());
			recordIdentify(connection, shard, now, null, "a fault");
			return;
		}
		if (data.path("compress").booleanValue(false)) {
			connection.compressPayloads();
		}
		this.started.add(shard);
		GatewaySession session = this.gateway.open(connection, identification, guilds, now);
		recordIdentify(connection, shard, now, session.id(), null);
		this.gateway.introductions().welcome(session);
	}

	private Identification.@Nullable Refusal checkSize(Shard shard, int guilds) {
		int most = this.settings.maxGuildsPerSession;
		if (guilds > most) {
			return new Identification.Refusal(4011, guilds + " guilds on shard " + shard);
		}
		int required = (this.rules.shardingRequiredFrom() > 0) ? this.rules.shardingRequiredFrom() : most;
		return (shard.count() == 1 && guilds >= required)
				? new Identification.Refusal(4011, "one shard for " + guilds + " guilds") : null;
	}

	private boolean previousBucketStarted(Shard shard) {
		int size = this.ledger.maxConcurrency();
		int first = shard.id() / size * size;
		return IntStream.range(Math.max(0, first - size), first)
			.allMatch((id) -> this.started.contains(new Shard(id, shard.count())));
	}

	private void refuse(GatewayConnection connection, @Nullable Shard shard, Moment now, int closeCode, String reason) {
		recordIdentify(connection, shard, now, null, reason);
		connection.violate(closeCode, reason);
	}

	private void refuseBeyondBudget(GatewayConnection connection, @Nullable Shard shard, Moment now) {
		int code = this.rules.budgetCloseCode();
		refuse(connection, shard, now, code, "the session start limit is exceeded: the token is reset");
		this.gateway.revokeToken(code);
	}

	private void refuseForNow(GatewayConnection connection, Shard shard, Moment now, String reason) {
		recordIdentify(connection, shard, now, null, reason);
		this.gateway.violated(connection, Op.INVALID_SESSION, reason);
		connection.awaitInvalidation();
		this.gateway.later(this.settings.invalidSessionDelay, () -> connection.invalidate(false));
	}

	private void recordIdentify(GatewayConnection connection, @Nullable Shard shard, Moment now,
			@Nullable String sessionId, @Nullable String rejection) {
		int id = (shard != null) ? shard.id() : -1;
		this.record.add(new DiscordRecord.Identify(now, connection.source(), id, (shard != null) ? shard.count() : -1,
				(shard != null) ? this.ledger.key(id) : -1, sessionId, rejection));
	}

}
