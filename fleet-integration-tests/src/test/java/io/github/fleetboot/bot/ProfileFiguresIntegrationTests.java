package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The price of {@code fleet.workers.profile=small}: how many events per second a cluster
 * handles with it, and with what the JVM chooses by itself.
 */
class ProfileFiguresIntegrationTests {

	private static final int EVENTS = 20_000;

	@Test
	void aSmallWorkerHandlesAFairShareOfTheEvents() throws Exception {
		Map<String, Double> rates = new TreeMap<>();
		for (String profile : new String[] { "small", "balanced", "fast" }) {
			rates.put(profile, eventsPerSecond(profile));
		}
		new Figures("events").put("worker.events.per.second", rates.get("small"))
			.put("worker.events.per.second.balanced", rates.get("balanced"))
			.put("worker.events.per.second.jvm", rates.get("fast"))
			.write();
		assertThat(rates.values()).allSatisfy((rate) -> assertThat(rate).isGreaterThan(500));
	}

	private static double eventsPerSecond(String profile) throws Exception {
		DiscordEmulator discord = DiscordEmulator.builder().guilds(10).membersPerGuild(10).start();
		try (BotFleet fleet = BotFleet.start(discord, "--fleet.clusters.count=1",
				"--fleet.workers.profile=" + profile)) {
			fleet.awaitReady();
			discord.message(0).content("!hold").send();
			for (int event = 0; event < EVENTS; event++) {
				discord.message(event % 10).content("!event").send();
			}
			double rate = fleet.ipc()
				.requestAsync(IpcDestination.cluster(0).route("events"), EVENTS, Double.class, Duration.ofMinutes(2))
				.get(2, TimeUnit.MINUTES);
			System.out.printf("%s: %.0f events per second in %d MB%n", profile, rate,
					Processes.residentMegabytes(fleet.cluster(0).pid()));
			return rate;
		}
	}

}
