package io.github.fleetboot.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's devtools beside the bot: each restart ends the fleet that there was
 * before the next one is started.
 */
class DevtoolsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Path DEVTOOLS = Path.of("target", "devtools", "spring-boot-devtools.jar").toAbsolutePath();

	private static final int WORKERS = 2;

	private final Set<Long> seen = new HashSet<>();

	@TempDir
	private Path classes;

	private int touches;

	@Test
	void thereIsOneFleetAtATimeAndNoneIsLeft() throws Exception {
		try (DiscordEmulator discord = discord(); AdmiralProcess admiral = start(discord)) {
			awaitFleets(admiral, 1, WORKERS);
			assertThat(this.seen).hasSize(WORKERS);
			assertThat(starts(admiral)).isOne();
			touch();
			awaitFleets(admiral, 2, WORKERS);
			assertThat(this.seen).hasSize(2 * WORKERS);
			assertAnswers(discord, "after the second start");
			// While a fleet starts, too
			touch();
			await(admiral, () -> starts(admiral) == 3 && admiral.workers().size() == WORKERS, WORKERS);
			touch();
			awaitFleets(admiral, 3, WORKERS);
			assertThat(starts(admiral)).isEqualTo(4);
			assertAnswers(discord, "after the fourth start");
			assertThat(discord.record().identifies()).hasSize(3);
			assertThat(discord.record().violations()).isEmpty();
			stop(admiral);
		}
	}

	@Test
	void insideOneJvmWorkersAreRestartedWithTheNewCode() throws Exception {
		try (DiscordEmulator discord = discord();
				AdmiralProcess admiral = start(discord, "--fleet.workers.mode=in-process")) {
			awaitFleets(admiral, 1, 0);
			assertAnswers(discord, "after the first start");
			touch();
			awaitFleets(admiral, 2, 0);
			assertAnswers(discord, "after the second start");
			assertThat(starts(admiral)).isEqualTo(2);
			assertThat(discord.record().identifies()).hasSize(2);
			assertThat(discord.record().violations()).isEmpty();
			stop(admiral);
		}
	}

	private static DiscordEmulator discord() {
		return DiscordEmulator.builder().guilds(1).shards(1).identifyWindow(Duration.ofMillis(500)).start();
	}

	private AdmiralProcess start(DiscordEmulator discord, String... arguments) throws IOException {
		touch();
		String[] all = new String[arguments.length + 2];
		all[0] = "--fleet.sharding.identify-interval=500ms";
		all[1] = BotFleet.ONE_SERVICE;
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return AdmiralProcess.startWithJvm(discord, List.of(this.classes, DEVTOOLS), List.of(), all);
	}

	/**
	 * What a compiler does, as far as devtools see.
	 */
	private void touch() throws IOException {
		this.touches++;
		Files.writeString(this.classes.resolve("compiled.txt"), "x".repeat(this.touches));
	}

	private void awaitFleets(AdmiralProcess admiral, int count, int workers) {
		await(admiral, () -> count(admiral, " is up: ") == count, workers);
		assertThat(admiral.workers()).hasSize(workers);
	}

	private void await(AdmiralProcess admiral, Callable<Boolean> condition, int mostWorkers) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
			List<ProcessHandle> workers = admiral.workers();
			assertThat(workers).hasSizeLessThanOrEqualTo(mostWorkers);
			workers.forEach((worker) -> this.seen.add(worker.pid()));
			return condition.call();
		});
	}

	private static int starts(AdmiralProcess admiral) {
		return count(admiral, "Fleet 'fleet' starts: ");
	}

	private static int count(AdmiralProcess admiral, String text) {
		return (int) admiral.output().stream().filter((line) -> line.contains(text)).count();
	}

	private static void assertAnswers(DiscordEmulator discord, String word) {
		assertThat(discord.message(0).content("!ping " + word).send().awaitReply(PATIENCE).content())
			.isEqualTo("Pong! " + word);
	}

	private static void stop(AdmiralProcess admiral) throws InterruptedException {
		admiral.signal("TERM");
		admiral.awaitExit();
		admiral.assertNothingIsLeft();
	}

}
