package io.github.fleetboot.worker.jda;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.gateway.jda.FleetSessionController;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.cache.CacheFlag;

/**
 * Builds the {@link ShardManager} of a cluster, without logging it in.
 */
public final class ShardManagerFactory {

	private static final int LONGEST_RECONNECT_SECONDS = 32;

	private final DiscordSettings settings;

	private final Iterable<ShardManagerBuilderCustomizer> customizers;

	/**
	 * Create a factory.
	 * @param settings how the cluster presents itself
	 * @param customizers the application's own changes
	 */
	public ShardManagerFactory(DiscordSettings settings, Iterable<ShardManagerBuilderCustomizer> customizers) {
		this.settings = settings;
		this.customizers = customizers;
	}

	/**
	 * A builder with all that the properties say.
	 * @return the builder
	 */
	public DefaultShardManagerBuilder builder() {
		DiscordSettings from = this.settings;
		DefaultShardManagerBuilder builder = (from.intents() != null)
				? DefaultShardManagerBuilder.createDefault(from.token(), from.intents())
					.disableCache(impossibleWithout(from.intents()))
				: DefaultShardManagerBuilder.createDefault(from.token());
		// A shard that waits holds its lease: JDA's 15 minutes would keep others waiting
		// too
		builder.setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS);
		Set<CacheFlag> flags = from.cacheFlags();
		if (flags != null) {
			builder.disableCache(EnumSet.allOf(CacheFlag.class)).enableCache(flags);
		}
		if (from.memberCachePolicy() != null) {
			builder.setMemberCachePolicy(from.memberCachePolicy());
		}
		if (from.chunkingFilter() != null) {
			builder.setChunkingFilter(from.chunkingFilter());
		}
		if (from.compression() != null) {
			builder.setCompression(from.compression());
		}
		if (from.status() != null) {
			builder.setStatus(from.status());
		}
		if (from.activity() != null) {
			builder.setActivity(from.activity());
		}
		return builder;
	}

	/**
	 * JDA does not cache what no event would keep up to date, and warns about each unless
	 * it was told so.
	 */
	private static List<CacheFlag> impossibleWithout(Set<GatewayIntent> intents) {
		return Arrays.stream(CacheFlag.values())
			.filter((flag) -> flag.getRequiredIntent() != null && !intents.contains(flag.getRequiredIntent()))
			.toList();
	}

	/**
	 * Build the shard manager.
	 * @param builder the builder: the application's own, or {@link #builder()}
	 * @param shards the shards of this cluster
	 * @param totalShards the number of shards of the whole bot
	 * @param sessionController connects the shards
	 * @param callbackPool runs JDA's callbacks; JDA would use the common pool, which on
	 * two processors has one thread
	 * @return the shard manager, not logged in
	 */
	public ShardManager build(DefaultShardManagerBuilder builder, ShardRange shards, int totalShards,
			FleetSessionController sessionController, ExecutorService callbackPool) {
		builder.setCallbackPool(callbackPool, false);
		builder.setGatewayPoolProvider(new GatewayThreads());
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		builder.setShardsTotal(totalShards);
		builder.setShards(shards.first(), shards.last());
		builder.setSessionController(sessionController);
		builder.addEventListeners(sessionController);
		// The worker's runtime decides in which order all ends
		builder.setEnableShutdownHook(false);
		if (this.settings.apiUrl() != null) {
			builder.setRestConfig(new RestConfig().setBaseUrl(this.settings.apiUrl()));
		}
		return builder.build(false);
	}

}
