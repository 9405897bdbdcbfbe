package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An Admiral that stands still and goes on, as on a laptop that sleeps, or on a host that
 * moves its virtual machines.
 */
@EnabledOnOs(OS.LINUX)
class AdmiralStallIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration LONG = Duration.ofSeconds(20);

	/**
	 * Longer than a worker may be silent.
	 */
	private static final Duration SHORT = Duration.ofSeconds(8);

	@Test
	void goesOnWhereItStoodAndBlamesNobody() throws Exception {
		// The interval of Discord itself: some shards identify while the Admiral stands
		// still
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(6).shards(3).maxConcurrency(1).start();
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--fleet.clusters.count=2",
						"--fleet.workers.hang-timeout=5s", BotFleet.ONE_SERVICE)) {
			discord.awaitSessions(1, PATIENCE);
			int workers = admiral.workers().size();
			stall(admiral, LONG);
			admiral.awaitReady();
			assertThat(admiral.workers()).hasSize(workers);
			discord.message(0).content("!ping once").send().awaitReply(PATIENCE);
			long before = stalls(admiral);
			assertThat(before).isPositive();
			stall(admiral, SHORT);
			Awaitility.await().atMost(PATIENCE).until(() -> stalls(admiral) > before);
			discord.message(0).content("!ping twice").send().awaitReply(PATIENCE);
			assertThat(admiral.output()).noneMatch((line) -> line.contains("seems to hang"))
				.noneMatch((line) -> line.contains("is killed"));
			assertThat(discord.record().identifies()).hasSize(3);
			assertThat(discord.record().violations()).isEmpty();
			admiral.signal("TERM");
			assertThat(admiral.awaitExit()).isEqualTo(143);
			admiral.assertNothingIsLeft();
		}
	}

	/**
	 * How often it has stood still, as a busy machine may let it, too.
	 */
	private static long stalls(AdmiralProcess admiral) {
		return admiral.output().stream().filter((line) -> line.contains("stood still")).count();
	}

	private static void stall(AdmiralProcess admiral, Duration time) {
		admiral.signal("STOP");
		Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
		admiral.signal("CONT");
	}

}
