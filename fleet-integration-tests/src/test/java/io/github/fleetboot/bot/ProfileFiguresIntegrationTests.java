package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The price of {@code fleet.workers.profile=small}: how many events per second a cluster
 * handles with it, and with what the JVM chooses by itself.
 */
@Tag("alone")
class ProfileFiguresIntegrationTests {

	@Test
	void aSmallWorkerHandlesAFairShareOfTheEvents() throws Exception {
		List<Double> small = eventsPerSecond("small");
		List<Double> jvm = eventsPerSecond("fast");
		new Figures("events").put("worker.events.per.second", last(small))
			.put("worker.events.per.second.jvm", last(jvm))
			.put("worker.events.per.second.cold", small.get(0))
			.put("worker.events.per.second.cold.jvm", jvm.get(0))
			.write();
		assertThat(last(small)).isGreaterThan(last(jvm) / 10);
	}

	private static double last(List<Double> rounds) {
		return rounds.get(rounds.size() - 1);
	}

	/**
	 * In each round, the first of which finds the JVM as it has just started.
	 */
	private static List<Double> eventsPerSecond(String profile) throws Exception {
		DiscordEmulator discord = DiscordEmulator.builder().guilds(10).membersPerGuild(10).start();
		List<Double> rates = new ArrayList<>();
		try (BotFleet fleet = BotFleet.startWithoutArchive(discord, "--fleet.clusters.count=1",
				"--fleet.workers.profile=" + profile, BotFleet.ONE_SERVICE)) {
			fleet.awaitReady();
			for (int round = 0; round < EventLoad.ROUNDS; round++) {
				discord.message(0).content("!hold").send();
				for (int event = 0; event < EventLoad.EVENTS; event++) {
					discord.message(event % 10).content("!event").send();
				}
				rates.add(fleet.ipc()
					.requestAsync(IpcDestination.cluster(0).route("events"), round, Double.class, Duration.ofMinutes(2))
					.get(2, TimeUnit.MINUTES));
			}
			System.out.printf("%s: %s events per second in %d MB%n", profile, rates,
					Processes.residentMegabytes(fleet.cluster(0).pid()));
		}
		return rates;
	}

}
