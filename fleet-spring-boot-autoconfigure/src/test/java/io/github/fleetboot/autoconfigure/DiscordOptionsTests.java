package io.github.fleetboot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.gateway.jda.FleetSessionController;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.worker.context.WorkerHost;
import io.github.fleetboot.worker.context.WorkerLaunch;
import io.github.fleetboot.worker.jda.ShardManagerBuilderCustomizer;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.internal.utils.config.sharding.PresenceProviderConfig;
import net.dv8tion.jda.internal.utils.config.sharding.ShardingConfig;
import net.dv8tion.jda.internal.utils.config.sharding.ShardingMetaConfig;
import net.dv8tion.jda.internal.utils.config.sharding.ShardingSessionConfig;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code fleet.discord.*}, customizers and a builder of the application's
 * own make of JDA in a cluster.
 */
class DiscordOptionsTests {

	private static final int SHARDS = 4;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FleetAutoConfiguration.class, ClusterAutoConfiguration.class))
		.withBean(WorkerLaunch.class, DiscordOptionsTests::launch)
		.withPropertyValues(FleetEnvironment.WORKER + "=cluster-0", "fleet.discord.token=token");

	private static WorkerLaunch launch() {
		return new WorkerLaunch(new LaunchOrder(WorkerId.cluster(0), 0, "", new byte[0], List.of(), List.of(),
				new ShardRange(0, 1), SHARDS), Mockito.mock(WorkerHost.class));
	}

	@Test
	void whatIsNotSetIsAsJdaHasIt() {
		this.runner.run((context) -> {
			ShardManager manager = context.getBean(ShardManager.class);
			ShardingConfig config = part(manager, "shardingConfig", ShardingConfig.class);
			assertThat(GatewayIntent.getIntents(config.getIntents()))
				.isEqualTo(GatewayIntent.getIntents(GatewayIntent.DEFAULT))
				.doesNotContain(GatewayIntent.MESSAGE_CONTENT, GatewayIntent.GUILD_MEMBERS,
						GatewayIntent.GUILD_PRESENCES);
			assertThat(config.getMemberCachePolicy()).isSameAs(MemberCachePolicy.DEFAULT);
			assertThat(part(manager, "chunkingFilter", ChunkingFilter.class)).isSameAs(ChunkingFilter.NONE);
			assertThat(part(manager, "metaConfig", ShardingMetaConfig.class).getCompression())
				.isEqualTo(Compression.ZLIB);
			assertThat(part(manager, "presenceConfig", PresenceProviderConfig.class).getActivityProvider()).isNull();
		});
	}

	@Test
	void eachPropertyReachesJda() {
		this.runner
			.withPropertyValues("fleet.discord.intents=guild-messages,guild-members,guild-presences",
					"fleet.discord.cache-flags=activity,client-status", "fleet.discord.member-cache-policy=online",
					"fleet.discord.chunking-filter=all", "fleet.discord.compression=none", "fleet.discord.status=idle",
					"fleet.discord.activity.type=streaming", "fleet.discord.activity.name=the sea",
					"fleet.discord.activity.url=https://www.twitch.tv/sea")
			.run((context) -> {
				ShardManager manager = context.getBean(ShardManager.class);
				ShardingConfig config = part(manager, "shardingConfig", ShardingConfig.class);
				assertThat(GatewayIntent.getIntents(config.getIntents())).containsExactlyInAnyOrder(
						GatewayIntent.GUILD_MESSAGES, GatewayIntent.GUILD_MEMBERS, GatewayIntent.GUILD_PRESENCES);
				assertThat(config.getMemberCachePolicy()).isSameAs(MemberCachePolicy.ONLINE);
				assertThat(part(manager, "chunkingFilter", ChunkingFilter.class)).isSameAs(ChunkingFilter.ALL);
				ShardingMetaConfig meta = part(manager, "metaConfig", ShardingMetaConfig.class);
				assertThat(meta.getCompression()).isEqualTo(Compression.NONE);
				assertThat(meta.getCacheFlags()).containsExactlyInAnyOrder(CacheFlag.ACTIVITY, CacheFlag.CLIENT_STATUS);
				assertIdlesStreaming(part(manager, "presenceConfig", PresenceProviderConfig.class));
			});
	}

	private static void assertIdlesStreaming(PresenceProviderConfig presence) {
		assertThat(presence.getStatusProvider().apply(0)).isEqualTo(OnlineStatus.IDLE);
		Activity activity = presence.getActivityProvider().apply(0);
		assertThat(activity).isNotNull();
		assertThat(activity.getType()).isEqualTo(Activity.ActivityType.STREAMING);
		assertThat(activity.getName()).isEqualTo("the sea");
		assertThat(activity.getUrl()).isEqualTo("https://www.twitch.tv/sea");
	}

	@Test
	void customizersComeAfterThePropertiesInTheirOrderAndCannotTakeTheShards() {
		this.runner.withPropertyValues("fleet.discord.status=idle")
			.withBean("later", ShardManagerBuilderCustomizer.class, Later::new)
			.withBean("earlier", ShardManagerBuilderCustomizer.class, Earlier::new)
			.run((context) -> {
				ShardManager manager = context.getBean(ShardManager.class);
				assertThat(part(manager, "sessionConfig", ShardingSessionConfig.class).getLargeThreshold())
					.isEqualTo(100);
				assertThat(part(manager, "presenceConfig", PresenceProviderConfig.class).getStatusProvider().apply(0))
					.isEqualTo(OnlineStatus.DO_NOT_DISTURB);
				assertRunsTheShardsOfTheFleet(manager);
			});
	}

	@Test
	void aBuilderOfTheApplicationsOwnIsUsedForTheShardsOfTheFleet() {
		this.runner
			.withBean(DefaultShardManagerBuilder.class,
					() -> DefaultShardManagerBuilder.createLight("own", GatewayIntent.DIRECT_MESSAGES)
						.setShardsTotal(17))
			.run((context) -> {
				ShardManager manager = context.getBean(ShardManager.class);
				assertThat(GatewayIntent.getIntents(part(manager, "shardingConfig", ShardingConfig.class).getIntents()))
					.containsExactly(GatewayIntent.DIRECT_MESSAGES);
				assertThat(part(manager, "token", String.class)).isEqualTo("own");
				assertRunsTheShardsOfTheFleet(manager);
			});
	}

	/**
	 * What is bound is what the mapper reads: without a context.
	 */
	@Test
	void intentsMayBeNone() {
		DiscordProperties bound = new Binder(new MapConfigurationPropertySource(Map.of("fleet.discord.intents", "")))
			.bindOrCreate("fleet.discord", DiscordProperties.class);
		assertThat(DiscordSettingsMapper.settings(bound).intents()).isEqualTo(Set.of());
	}

	private static void assertRunsTheShardsOfTheFleet(ShardManager manager) {
		assertThat(manager.getShardsTotal()).isEqualTo(SHARDS);
		assertThat(part(manager, "queue", Queue.class).toArray()).containsExactly(0, 1);
		assertThat(part(manager, "sessionConfig", ShardingSessionConfig.class).getSessionController())
			.isInstanceOf(FleetSessionController.class);
	}

	private static <T> T part(ShardManager manager, String field, Class<T> type) {
		return type.cast(ReflectionTestUtils.getField(manager, field));
	}

	@Order(1)
	static class Earlier implements ShardManagerBuilderCustomizer {

		@Override
		public void customize(DefaultShardManagerBuilder builder) {
			builder.setLargeThreshold(200).setStatus(OnlineStatus.DO_NOT_DISTURB);
		}

	}

	@Order(2)
	static class Later implements ShardManagerBuilderCustomizer {

		@Override
		public void customize(DefaultShardManagerBuilder builder) {
			builder.setLargeThreshold(100).setShardsTotal(99);
		}

	}

}
