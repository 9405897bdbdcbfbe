package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.WorkerState;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker costs, and how fast messages are: a cluster with 2 shards, 500 guilds and
 * 5,000 members, and the services of the bot.
 */
@Tag("alone")
class FiguresIntegrationTests {

	private static final int GUILDS = 500;

	private static final int MEMBERS = 10;

	private static BotFleet fleet;

	@BeforeAll
	static void start() {
		DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.membersPerGuild(MEMBERS)
			.eagerMembers(true)
			.shards(2)
			.identifyWindow(Duration.ofMillis(500))
			.start();
		fleet = BotFleet.startWithoutArchive(discord, "--fleet.clusters.count=1",
				"--fleet.sharding.identify-interval=500ms",
				"--fleet.discord.intents=guild-messages,message-content,guild-members",
				"--fleet.discord.member-cache-policy=all",
				// What messages take by themselves
				"--management.observations.enable.fleet.ipc=false");
	}

	@AfterAll
	static void stop() {
		fleet.close();
	}

	@Test
	void aWorkerIsSmallAndStartsFast() throws Exception {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> fleet.cluster(0).state() != WorkerState.STARTING);
		double start = fleet.cluster(0).uptime();
		fleet.awaitReady();
		assertThat(fleet.cluster(0).guilds()).isEqualTo(GUILDS);
		assertThat(fleet.cluster(0).members()).isEqualTo(GUILDS * MEMBERS);
		assertThat(fleet.cluster(0).users()).isGreaterThanOrEqualTo(GUILDS * (MEMBERS - 1));
		long resident = Processes.residentMegabytes(fleet.cluster(0).pid());
		new Figures("worker").put("worker.among.many.jars.rss.mb", resident)
			.put("worker.start.seconds", start)
			.put("service.rss.mb", Processes.residentMegabytes(fleet.service("echo").pid()))
			.write();
		// Without an archive, and with twice the jars of a bot, whose indexes it holds
		assertThat(resident).isLessThan(160);
	}

	@Test
	void messagesAreFast() throws Exception {
		fleet.awaitReady();
		IpcLoad load = fleet.ipc()
			.requestAsync(IpcDestination.cluster(0).route("load"), "", IpcLoad.class, Duration.ofMinutes(2))
			.get(2, TimeUnit.MINUTES);
		new Figures("ipc").put("ipc.p50.micros", load.p50Micros())
			.put("ipc.p99.micros", load.p99Micros())
			.put("ipc.per.second", load.perSecond())
			.write();
		assertThat(load.p50Micros()).isLessThan(5_000);
		assertThat(load.perSecond()).isGreaterThan(2_000);
		assertThat(List.of(load.p50Micros(), load.p99Micros())).isSorted();
	}

}
