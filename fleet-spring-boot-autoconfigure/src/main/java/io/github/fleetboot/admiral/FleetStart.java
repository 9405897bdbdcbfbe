package io.github.fleetboot.admiral;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.gateway.identify.GatewayInfo;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import io.github.fleetboot.gateway.sharding.ShardPlan;
import io.github.fleetboot.logging.FleetLog;
import io.github.fleetboot.logging.LogTopic;

/**
 * What a fleet is started with, decided from its settings and what Discord answers.
 *
 * @param plan who runs what
 * @param limit how many IDENTIFYs Discord grants
 * @param gatewayUrl where clusters connect to
 * @param reserve how many IDENTIFYs operations must leave over
 */
record FleetStart(FleetPlan plan, SessionStartLimit limit, String gatewayUrl, int reserve) {

	private static final FleetLog logger = FleetLog.of(Admiral.class);

	/**
	 * Of the daily budget, a fleet's next start may not keep more than this share.
	 */
	private static final int LARGEST_RESERVE = 5;

	/**
	 * Ask Discord, and plan.
	 * @param settings what to run
	 * @param discord asks Discord
	 * @return the start
	 * @throws FleetException if there is nothing to start
	 */
	static FleetStart prepare(AdmiralSettings settings, DiscordGatewayClient discord) {
		GatewayInfo gateway = discord.gateway();
		Set<String> intents = settings.intents();
		if (intents != null) {
			discord.applicationFlags().ifPresent((flags) -> PrivilegedIntents.check(intents, flags));
		}
		ShardPlan shards = ShardPlan.of(settings.sharding(), gateway.shards(),
				Runtime.getRuntime().availableProcessors());
		SessionStartLimit limit = limit(settings, gateway);
		if (limit.remaining() < shards.range().size()) {
			logger.warn(LogTopic.GATEWAY_SHARDS,
					"{} shards need as many IDENTIFYs, but only {} are left; the rest waits for {}",
					shards.range().size(), limit.remaining(), limit.resetAfter());
		}
		FleetPlan plan = new FleetPlan(settings.services(), settings.dormantServices(), shards);
		logger.info(LogTopic.GATEWAY_SHARDS, "Discord recommends {} shards; {} of {} IDENTIFYs are left",
				gateway.shards(), limit.remaining(), limit.total());
		logger.info(LogTopic.SHARDS_SPREAD, "The clusters run the shards {}", shards.clusters());
		logger.info(LogTopic.ADMIRAL_START,
				"Fleet '{}' starts: shards {} of {} in {} clusters, services {}; at least {} s to identify",
				settings.name(), shards.range(), shards.totalShards(), shards.clusters().size(), settings.services(),
				shortestTime(settings, limit, shards).toSeconds());
		return new FleetStart(plan, limit, Optional.ofNullable(settings.gatewayUrl()).orElse(gateway.url()),
				reserve(settings, limit, shards));
	}

	private static SessionStartLimit limit(AdmiralSettings settings, GatewayInfo gateway) {
		SessionStartLimit limit = gateway.limit();
		Integer maxConcurrency = settings.maxConcurrency();
		return (maxConcurrency == null) ? limit
				: new SessionStartLimit(limit.total(), limit.remaining(), limit.resetAfter(), maxConcurrency);
	}

	private static int reserve(AdmiralSettings settings, SessionStartLimit limit, ShardPlan shards) {
		Integer reserve = settings.identifyReserve();
		return (reserve != null) ? reserve : Math.min(shards.range().size(), limit.total() / LARGEST_RESERVE);
	}

	private static Duration shortestTime(AdmiralSettings settings, SessionStartLimit limit, ShardPlan shards) {
		long rounds = (shards.range().size() + limit.maxConcurrency() - 1L) / limit.maxConcurrency();
		return settings.identifyInterval().multipliedBy(rounds - 1);
	}

}
