package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signals to workers in each state, and to an Admiral that has got one already.
 */
@EnabledOnOs(OS.LINUX)
class SignalIntegrationTests {

	@Test
	void workersTerminatedInAnyStateAreReplacedAndAClosedTerminalEndsAll() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(4).shards(2).start();
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--fleet.clusters.count=2",
						"--bot.late.delay=4s")) {
			admiral.awaitLine("service-late is CONNECTING", 1).awaitLine("cluster-0 is STANDBY", 1);
			Processes.terminate(admiral.pidOf("cluster-0"));
			Processes.terminate(admiral.pidOf("service-late"));
			admiral.awaitLine("cluster-0 is STANDBY", 2).awaitLine("service-late is LIVE", 1);
			// Has to wait until the other one has identified
			admiral.awaitLine("is LIVE", 3);
			String waiting = (admiral.line("cluster-0 is LIVE") >= 0) ? "cluster-1" : "cluster-0";
			assertThat(admiral.line(waiting + " is LIVE")).isNegative();
			Processes.terminate(admiral.pidOf(waiting));
			admiral.awaitReady();
			assertReplacedWithoutAFailure(admiral, discord);
			assertThat(discord.record().identifies()).hasSize(2);
			admiral.signalGroup("HUP");
			assertThat(admiral.awaitExit()).isEqualTo(129);
			admiral.assertClustersDrainedBeforeServices();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void ctrlCTwiceEndsAFleetThatDrainsForTooLong() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(4).shards(2).maxConcurrency(2).start();
				AdmiralProcess admiral = AdmiralProcess
					.start(discord, "--fleet.clusters.count=2", "--bot.echo.linger=5m",
							"--fleet.workers.shutdown-timeout=5m")
					.awaitReady()) {
			Processes.terminate(admiral.pidOf("cluster-0"));
			Processes.terminate(admiral.pidOf("cluster-1"));
			admiral.awaitLine("cluster-0 is LIVE", 2).awaitLine("cluster-1 is LIVE", 2);
			assertReplacedWithoutAFailure(admiral, discord);
			admiral.signalGroup("INT");
			admiral.awaitLine("press Ctrl-C again to end it at once", 1).awaitLine("service-echo is DRAINING", 1);
			long asked = System.nanoTime();
			admiral.signalGroup("INT");
			assertThat(admiral.awaitExit()).isEqualTo(130);
			assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));
			admiral.assertClustersDrainedBeforeServices();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void aSecondSigtermEndsAFleetThatStillBoots() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).start();
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--bot.echo.linger=5m",
						"--fleet.workers.shutdown-timeout=5m")) {
			admiral.awaitLine("service-echo is LIVE", 1);
			admiral.signal("TERM");
			admiral.awaitLine("service-echo is DRAINING", 1);
			admiral.signal("TERM");
			assertThat(admiral.awaitExit()).isEqualTo(143);
			assertThat(admiral.output()).noneMatch((line) -> line.contains("press Ctrl-C"));
			admiral.assertNothingIsLeft();
		}
	}

	private static void assertReplacedWithoutAFailure(AdmiralProcess admiral, DiscordEmulator discord) {
		assertThat(admiral.output()).noneMatch((line) -> line.contains("ended with exit code"))
			.noneMatch((line) -> line.contains("will be replaced"))
			.noneMatch((line) -> line.contains("is killed"));
		assertThat(discord.record().violations()).isEmpty();
	}

}
