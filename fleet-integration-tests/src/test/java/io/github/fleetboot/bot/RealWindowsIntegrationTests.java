package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.DiscordRecord.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one test with Discord's real five seconds: 4 clusters with 2 shards each and a
 * service.
 */
@Tag("alone")
class RealWindowsIntegrationTests {

	private static final int SHARDS = 8;

	/**
	 * Eight shards in one bucket are seven intervals apart.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(5).multipliedBy(SHARDS - 1);

	@Test
	void isUpAboutAsEarlyAsDiscordAllows() throws Exception {
		DiscordEmulator discord = DiscordEmulator.builder().guilds(80).shards(SHARDS).maxConcurrency(1).start();
		long begun = System.nanoTime();
		try (BotFleet fleet = BotFleet.start(discord, "--fleet.clusters.count=4", BotFleet.ONE_SERVICE).awaitReady()) {
			DiscordRecord record = discord.record();
			assertThat(record.violations()).isEmpty();
			assertThat(record.identifies()).hasSize(SHARDS).allMatch(DiscordRecord.Identify::accepted);
			assertThat(fleet.status().clusters()).hasSize(4);
			long first = record.identifies().get(0).time().nanos();
			double taken = seconds(lastShardReady(record.sessions()) - first);
			new Figures("start").put("identify.violations", record.violations().size())
				.put("start.over.limit.seconds", taken - LIMIT.toSeconds())
				.put("start.first.identify.seconds", seconds(first - begun))
				.put("start.identify.to.ready.seconds", taken)
				.write();
			assertThat(taken).isLessThanOrEqualTo(LIMIT.toSeconds() * 1.06 + 2);
		}
	}

	private static long lastShardReady(List<Session> sessions) {
		return sessions.stream()
			.map(Session::guildsSent)
			.mapToLong((moment) -> moment.nanos())
			.boxed()
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private static double seconds(long nanos) {
		return nanos / 1e9;
	}

}
