package io.github.fleetboot.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.fleetboot.admiral.FleetDirectory;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a fleet ends whose Admiral is a process like any other: each time with the right
 * exit code, and with nothing left behind.
 */
@EnabledOnOs(OS.LINUX)
class AdmiralProcessIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Duration ORPHAN_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * It is killed in the middle of an update, of which the next one finds nothing.
	 */
	@Test
	void workersOfAKilledAdmiralGoOnForAWhileAndEndByThemselves() {
		try (DiscordEmulator discord = discord(2);
				AdmiralProcess admiral = AdmiralProcess
					.start(discord, "--fleet.clusters.count=2", "--fleet.workers.orphan-timeout=3s")
					.awaitReady()) {
			assertThat(admiral.workers()).hasSize(4);
			assertThat(discord.message(0).content("!update -Dbot.update=orphan").send().awaitReply(PATIENCE).content())
				.startsWith("update-");
			Awaitility.await().atMost(PATIENCE).until(() -> admiral.workers().size() == 5);
			long killed = System.nanoTime();
			admiral.signal("KILL");
			discord.message(0).content("!ping orphan").send().awaitReply(PATIENCE);
			assertNextAdmiralFindsNothing(admiral);
			List<DiscordRecord.Session> sessions = discord.record().sessions();
			assertThat(sessions).hasSize(2).allSatisfy((session) -> {
				assertThat(session.closeCode()).isEqualTo(1000);
				assertThat(session.ended()).isNotNull();
				assertThat(session.ended().nanos() - killed).isGreaterThanOrEqualTo(ORPHAN_TIMEOUT.toNanos());
			});
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void workersThatStillBootEndAfterTheirAdmiralWasKilled() {
		try (DiscordEmulator discord = discord(1);
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--fleet.workers.orphan-timeout=1s",
						BotFleet.ONE_SERVICE)) {
			Awaitility.await().atMost(PATIENCE).until(() -> admiral.workers().size() == 2);
			admiral.signal("KILL");
			assertNextAdmiralFindsNothing(admiral);
			assertThat(discord.record().identifies()).isEmpty();
		}
	}

	@Test
	void aTerminatedAdmiralDrainsClustersBeforeServicesAndTellsNobodyTheToken() throws Exception {
		try (DiscordEmulator discord = discord(2);
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--fleet.clusters.count=2").awaitReady()) {
			assertThat(admiral.workers()).hasSize(4)
				.allSatisfy((worker) -> assertThat(Processes.commandLine(worker.pid())).contains("-Dfleet.worker=")
					.doesNotContain(discord.token()));
			assertThat(Processes.environment(admiral.pidOf("service-echo"))).isNotEmpty()
				.noneMatch((variable) -> variable.contains(discord.token()));
			assertNoFileContains(admiral.directory(), discord.token());
			admiral.signal("TERM");
			assertThat(admiral.awaitExit()).isEqualTo(143);
			assertDrainedInOrder(admiral, discord);
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void ctrlCDrainsClustersBeforeServices() throws Exception {
		try (DiscordEmulator discord = discord(2);
				AdmiralProcess admiral = AdmiralProcess.start(discord, "--fleet.clusters.count=2").awaitReady()) {
			admiral.signalGroup("INT");
			assertThat(admiral.awaitExit()).isEqualTo(130);
			assertDrainedInOrder(admiral, discord);
			assertThat(admiral.output()).noneMatch((line) -> line.contains("did not drain within"));
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void ctrlCWhileWorkersBootEndsThemAsWell() throws Exception {
		try (DiscordEmulator discord = discord(1);
				AdmiralProcess admiral = AdmiralProcess.start(discord, BotFleet.ONE_SERVICE)) {
			Awaitility.await().atMost(PATIENCE).until(() -> admiral.workers().size() == 2);
			admiral.signalGroup("INT");
			assertThat(admiral.awaitExit()).isEqualTo(130);
			assertThat(discord.record().identifies()).isEmpty();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void aWorkerThatDoesNotDrainInTimeIsKilledAndTheAdmiralEnds() throws Exception {
		try (DiscordEmulator discord = discord(1);
				AdmiralProcess admiral = AdmiralProcess
					.start(discord, "--fleet.workers.shutdown-timeout=1s", "--bot.echo.linger=5m", BotFleet.ONE_SERVICE)
					.awaitReady()) {
			admiral.signal("TERM");
			assertThat(admiral.awaitExit()).isEqualTo(143);
			assertThat(admiral.lastLine("service-echo", "did not drain within")).isNotNegative();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void aWrongTokenEndsTheAdmiralWithAnAnalysis() throws Exception {
		try (DiscordEmulator discord = discord(1);
				AdmiralProcess admiral = AdmiralProcess.startWithToken(discord, "c2VjcmV0.but-wrong")) {
			assertThat(admiral.awaitExit()).isEqualTo(1);
			assertAnalysisOfTheToken(admiral);
			assertThat(discord.record().identifies()).isEmpty();
			admiral.assertNothingIsLeft();
		}
	}

	@Test
	void aTokenThatIsResetEndsTheAdmiralWithAnAnalysis() throws Exception {
		try (DiscordEmulator discord = discord(1);
				AdmiralProcess admiral = AdmiralProcess.start(discord, BotFleet.ONE_SERVICE).awaitReady()) {
			discord.fail().invalidateToken();
			assertThat(admiral.awaitExit()).isEqualTo(1);
			assertAnalysisOfTheToken(admiral);
			assertThat(discord.record().identifies()).hasSize(1);
			assertThat(admiral.output()).noneMatch((line) -> line.contains("is killed"));
			admiral.assertNothingIsLeft();
		}
	}

	private static DiscordEmulator discord(int shards) {
		// Fast enough for the Admiral's margin alone
		return DiscordEmulator.builder()
			.guilds(4)
			.shards(shards)
			.maxConcurrency(shards)
			.token("c2VjcmV0.that-nobody.may-see")
			.start();
	}

	/**
	 * A killed Admiral cannot remove its directory: the next one does.
	 */
	private static void assertNextAdmiralFindsNothing(AdmiralProcess admiral) {
		admiral.awaitNoProcess();
		FleetDirectory.create(admiral.directory()).close();
		admiral.assertNothingIsLeft();
	}

	private static void assertDrainedInOrder(AdmiralProcess admiral, DiscordEmulator discord) {
		admiral.assertClustersDrainedBeforeServices();
		assertThat(discord.record().sessions()).allMatch((session) -> session.closeCode() == 1000);
		assertThat(discord.record().violations()).isEmpty();
	}

	private static void assertAnalysisOfTheToken(AdmiralProcess admiral) {
		assertThat(admiral.output()).filteredOn((line) -> line.contains("APPLICATION FAILED TO START")).hasSize(1);
		assertThat(admiral.output()).anyMatch((line) -> line.contains("Discord refused the bot's token"))
			.anyMatch((line) -> line.contains("Set fleet.discord.token"));
	}

	private static void assertNoFileContains(Path directory, String secret) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			assertThat(files.filter(Files::isRegularFile).toList()).isNotEmpty()
				.allSatisfy((file) -> assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(secret));
		}
	}

}
