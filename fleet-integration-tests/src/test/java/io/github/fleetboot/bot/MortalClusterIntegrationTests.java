package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.actuate.FleetHealthIndicator;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cluster that always dies some time after it was ready, and so is stable each time: it
 * must not go on for ever, least of all until the bot may not log in any more.
 */
class MortalClusterIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int SHARDS = 2;

	@Test
	void isGivenUpAfterItsIntensityAndNothingIsSpentOnItAnyMore() {
		int intensity = 1;
		DiscordEmulator discord = discord(1000);
		try (BotFleet fleet = start(discord, "--bot.cluster.life=10s",
				"--fleet.workers.restart-intensity=" + intensity)) {
			Awaitility.await().atMost(PATIENCE).until(() -> fleet.cluster(0).state() == WorkerState.FAILED);
			FleetStatus.Cluster cluster = fleet.cluster(0);
			assertThat(cluster.pid()).isNull();
			assertThat(cluster.failure()).contains("exit code 1");
			assertThat(discord.record().identifies()).hasSize(SHARDS * (intensity + 1));
			assertThat(discord.record().violations()).isEmpty();
			assertThat(fleet.status().state()).isEqualTo(FleetStatus.FleetState.DEGRADED);
			Health health = fleet.context().getBean(FleetHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).hasEntrySatisfying("notLive",
					(notLive) -> assertThat(notLive.toString()).contains("cluster-0=FAILED").contains("exit code 1"));
			assertThat(fleet.service("echo").state()).isEqualTo(WorkerState.LIVE);
			assertThat(Processes.childrenOf(ProcessHandle.current())).hasSize(1);
		}
	}

	@Test
	void isNotReplacedOnTheReserve() {
		int reserve = 10;
		DiscordEmulator discord = discord(reserve + 2 * SHARDS + 1);
		try (BotFleet fleet = start(discord, "--bot.cluster.life=2s", "--fleet.workers.restart-intensity=50",
				"--fleet.sharding.identify-reserve=" + reserve)) {
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> fleet.cluster(0).failure() != null
						&& fleet.cluster(0).failure().contains("identify-reserve"));
			assertThat(fleet.cluster(0).state()).isEqualTo(WorkerState.STOPPED);
			assertThat(discord.record().identifies()).hasSize(2 * SHARDS);
			assertThat(fleet.status().identify().remaining()).isEqualTo(reserve + 1);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	private static DiscordEmulator discord(int remaining) {
		return DiscordEmulator.builder()
			.guilds(4)
			.shards(SHARDS)
			.maxConcurrency(SHARDS)
			.identifyWindow(Duration.ofMillis(500))
			.sessionStartLimit(1000, remaining, Duration.ofHours(10))
			.start();
	}

	private static BotFleet start(DiscordEmulator discord, String... arguments) {
		String[] all = new String[arguments.length + 4];
		System.arraycopy(arguments, 0, all, 4, arguments.length);
		all[0] = "--fleet.clusters.count=1";
		all[1] = "--fleet.workers.stable-after=1s";
		all[2] = "--fleet.sharding.identify-interval=500ms";
		all[3] = BotFleet.ONE_SERVICE;
		return BotFleet.start(discord, all);
	}

}
