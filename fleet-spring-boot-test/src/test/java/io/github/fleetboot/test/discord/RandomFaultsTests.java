package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

import io.github.fleetboot.test.discord.record.Comparison;
import io.github.fleetboot.test.discord.record.Delivery.Fate;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bot on JDA with 8 shards lives on the emulator while one thing after the other
 * breaks, and the record accounts for every message.
 *
 * <p>
 * It takes a minute, or what {@code -Dfleet.test.faults} says, such as {@code 10m}. The
 * seed is printed, and can be given as {@code -Dfleet.test.seed}: it decides what breaks
 * when, and what happens in the guilds.
 */
class RandomFaultsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int SHARDS = 8;

	private static final int GUILDS = 40;

	private final Queue<Long> seen = new ConcurrentLinkedQueue<>();

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	@Test
	void everyMessageIsSeenOrTheRecordSaysWhyNot() throws Exception {
		Duration duration = Duration.parse("PT" + System.getProperty("fleet.test.faults", "60s"));
		long seed = Long.getLong("fleet.test.seed", System.nanoTime());
		System.out.println("Random faults for " + duration + ", again with -Dfleet.test.seed=" + seed);
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.shards(SHARDS)
			.maxConcurrency(SHARDS)
			.identifyWindow(Duration.ofMillis(100))
			.heartbeatInterval(Duration.ofSeconds(2))
			.sessionStartLimit(100_000, 100_000, Duration.ofDays(1))
			.start(); JdaBot bot = JdaBot.listening(discord, SHARDS, this::on)) {
			bot.awaitGuilds();
			discord.awaitSessions(SHARDS, PATIENCE);
			RunningLoad load = discord.load().seed(seed).eventsPerSecond(100).messages(4).typing(1).start(duration);
			strike(discord, plan(seed, duration));
			LoadResult result = load.await();
			settle(discord);
			report(discord, result);
			Comparison comparison = compare(discord);
			System.out.println(comparison);
			comparison.assertAccounted();
			assertThat(comparison.seen()).isGreaterThan(comparison.expected() / 2);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	private void on(GenericEvent event) {
		if (event instanceof MessageReceivedEvent message) {
			this.seen.add(message.getMessageIdLong());
			this.heard.add(message.getMessage().getContentRaw());
		}
	}

	/**
	 * Wait until each guild is heard again.
	 */
	private void settle(DiscordEmulator discord) {
		discord.awaitSessions(SHARDS, PATIENCE);
		for (EmulatorGuild guild : discord.guilds()) {
			discord.message(guild.id()).content("settled " + guild.index()).send();
		}
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.heard.stream().filter((content) -> content.startsWith("settled ")).count() == GUILDS);
	}

	private Comparison compare(DiscordEmulator discord) {
		return discord.record().compare(List.copyOf(this.seen), (event) -> event.type().equals("MESSAGE_CREATE"));
	}

	private static void report(DiscordEmulator discord, LoadResult result) {
		DiscordRecord record = discord.record();
		System.out.printf("%d events, %d identifies, %d resumes (%d refused), ends: %s%n%s%n", result.sent(),
				record.identifies().size(), record.resumes().size(),
				record.resumes().stream().filter((resume) -> !resume.accepted()).count(),
				record.sessions()
					.stream()
					.filter((session) -> session.endReason() != null)
					.collect(Collectors.groupingBy(DiscordRecord.Session::endReason, Collectors.counting())),
				record.deliveries().counts());
		assertThat(record.deliveries().with(Fate.SKIPPED)).isEmpty();
	}

	@Test
	void theSeedDecidesWhatBreaksWhen() {
		Duration minute = Duration.ofMinutes(1);
		assertThat(plan(1, minute)).isEqualTo(plan(1, minute)).isNotEqualTo(plan(2, minute)).hasSizeGreaterThan(40);
		assertThat(plan(1, minute)).extracting(Step::fault).contains(Fault.values());
	}

	private static List<Step> plan(long seed, Duration duration) {
		SplittableRandom random = new SplittableRandom(seed);
		List<Step> steps = new ArrayList<>();
		long at = 500;
		while (at < duration.toMillis()) {
			Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
			steps.add(new Step(at, fault, random.nextInt(SHARDS)));
			at += random.nextInt(200, 1_500);
		}
		return steps;
	}

	private static void strike(DiscordEmulator discord, List<Step> steps) throws Exception {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
		try {
			List<ScheduledFuture<?>> strokes = new ArrayList<>();
			for (Step step : steps) {
				strokes.add(executor.schedule(() -> step.fault().strike(discord, step.shard()), step.atMillis(),
						TimeUnit.MILLISECONDS));
			}
			for (ScheduledFuture<?> stroke : strokes) {
				stroke.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private record Step(long atMillis, Fault fault, int shard) {
	}

	private enum Fault {

		UNKNOWN_ERROR((fail, shard) -> fail.shard(shard).close(4000)),

		SESSION_TIMED_OUT((fail, shard) -> fail.shard(shard).close(4009)),

		GOING_AWAY((fail, shard) -> fail.shard(shard).close(1001)),

		RESET((fail, shard) -> fail.shard(shard).reset()),

		RECONNECT((fail, shard) -> fail.shard(shard).reconnect()),

		RESUMABLE((fail, shard) -> fail.shard(shard).invalidate(true)),

		INVALID((fail, shard) -> fail.shard(shard).invalidate(false)),

		HEARTBEAT((fail, shard) -> fail.shard(shard).requestHeartbeat()),

		ALL_RESET((fail, shard) -> fail.everySession().reset());

		private final ObjIntConsumer<DiscordFaults> stroke;

		Fault(ObjIntConsumer<DiscordFaults> stroke) {
			this.stroke = stroke;
		}

		void strike(DiscordEmulator discord, int shard) {
			this.stroke.accept(discord.fail(), shard);
		}

	}

}
