package io.github.fleetboot.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a guild and a cached member take in a cluster's heap: the difference between a
 * smaller and a larger bot. Run with {@code -Dfleet.benchmarks.memory}.
 */
@EnabledIfSystemProperty(named = "fleet.benchmarks.memory", matches = ".*")
class GuildMemoryIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int CHANNELS = 30;

	@TempDir
	private Path directory;

	@Test
	void guildsAndMembers() throws Exception {
		long few = heap(1_000, 2, "default");
		long many = heap(5_000, 2, "default");
		double guild = (many - few) / 4_000.0;
		long fewMembers = heap(500, 10, "all");
		long manyMembers = heap(500, 110, "all");
		double member = (manyMembers - fewMembers) / (500.0 * 100);
		new Figures("memory").put("memory.guild.bytes", guild)
			.put("memory.member.bytes", member)
			.put("memory.cluster.heap.bytes", few - 1_000 * guild)
			.write();
		assertThat(guild).isPositive();
		assertThat(member).isPositive();
	}

	private long heap(int guilds, int members, String cache) throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(guilds)
			.shards(4)
			.channelsPerGuild(CHANNELS)
			.membersPerGuild(members)
			.eagerMembers(true)
			.identifyWindow(Duration.ofMillis(500))
			.start(); ConfigurableApplicationContext context = start(discord, cache)) {
			Awaitility.await().atMost(PATIENCE).until(() -> isComplete(context, guilds));
			return context.getBean(IpcTemplate.class)
				.requestAsync(IpcDestination.cluster(0).route("heap"), null, Long.class, PATIENCE)
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
	}

	private static boolean isComplete(ConfigurableApplicationContext context, int guilds) {
		FleetStatus status = context.getBean(Admiral.class).status();
		return status != null && status.state() == FleetState.RUNNING && status.clusters().get(0).guilds() == guilds;
	}

	private ConfigurableApplicationContext start(DiscordEmulator discord, String cache) {
		return BenchmarkApplication.run("--fleet.skip-in-tests=false", "--fleet.directory=" + this.directory,
				"--fleet.discord.api-url=" + discord.apiUrl(), "--fleet.discord.gateway-url=" + discord.gatewayUrl(),
				"--fleet.discord.token=" + discord.token(), "--spring.main.banner-mode=off", "--fleet.clusters.count=1",
				"--fleet.clusters.heap=1GB", "--fleet.sharding.identify-interval=500ms",
				"--fleet.discord.intents=guild-messages,message-content,guild-members",
				"--fleet.discord.member-cache-policy=" + cache);
	}

}
