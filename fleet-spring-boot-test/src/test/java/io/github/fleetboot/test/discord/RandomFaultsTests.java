package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.fleetboot.test.discord.record.BotMessage;
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
 * It takes a minute with all that goes before and after, or as much more as
 * {@code -Dfleet.test.faults} says, such as {@code 10m}. The seed is printed, and can be
 * given as {@code -Dfleet.test.seed}: it decides what breaks when, and what happens in
 * the guilds.
 */
class RandomFaultsTests {

	/**
	 * A shard that could not connect four times in a row tries again after half a minute.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * A machine that is busy with other tests may hold up a heartbeat for some seconds.
	 */
	private static final double HEARTBEAT_GRACE = 2;

	/**
	 * What the last faults leave behind is over by then, for the most part.
	 */
	private static final Duration CALM = Duration.ofSeconds(5);

	private static final int SHARDS = 8;

	private static final int GUILDS = 40;

	/**
	 * Every so manyth message is answered.
	 */
	private static final int ANSWERED = 16;

	private static final int TIME_OF_AN_ID = 22;

	private final Queue<Long> seen = new ConcurrentLinkedQueue<>();

	private final Set<String> settled = ConcurrentHashMap.newKeySet();

	private final Queue<Long> answers = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failedAnswers = new AtomicInteger();

	@Test
	void everyMessageIsSeenOrTheRecordSaysWhyNot() throws Exception {
		Duration duration = Duration.parse("PT" + System.getProperty("fleet.test.faults", "45s"));
		long seed = Long.getLong("fleet.test.seed", System.nanoTime());
		System.out.println("Random faults for " + duration + ", again with -Dfleet.test.seed=" + seed);
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.shards(SHARDS)
			.maxConcurrency(SHARDS)
			.identifyWindow(Duration.ofMillis(100))
			.heartbeatInterval(Duration.ofSeconds(2))
			.gateway((rules) -> rules.heartbeatGrace(HEARTBEAT_GRACE))
			.sessionLifetime(Duration.ofSeconds(5))
			.sessionStartLimit(100_000, 100_000, Duration.ofDays(1))
			.seed(seed)
			.start(); JdaBot bot = JdaBot.listening(discord, SHARDS, this::on)) {
			bot.awaitGuilds();
			discord.awaitSessions(SHARDS, PATIENCE);
			RunningLoad load = discord.load().seed(seed).eventsPerSecond(100).messages(4).typing(1).start(duration);
			List<Step> steps = plan(seed, duration.minus(CALM));
			strike(discord, steps);
			discord.fail().heal();
			LoadResult result = load.await();
			settle(discord);
			report(discord, steps.size(), result);
			Comparison comparison = compare(discord);
			System.out.println(comparison);
			comparison.assertAccounted();
			assertThat(comparison.seen()).isGreaterThan(comparison.expected() / 4);
			assertThat(discord.record().messages()).extracting(BotMessage::id).containsAll(this.answers);
			assertThat(this.answers).hasSizeGreaterThan(this.failedAnswers.get());
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	private void on(GenericEvent event) {
		if (event instanceof MessageReceivedEvent message) {
			this.seen.add(message.getMessageIdLong());
			String content = message.getMessage().getContentRaw();
			if (content.startsWith("settled ")) {
				this.settled.add(content);
			}
			else if (!message.getAuthor().isBot() && isAnswered(message.getMessageIdLong())) {
				message.getChannel()
					.sendMessage("heard")
					.queue((answer) -> this.answers.add(answer.getIdLong()),
							(failure) -> this.failedAnswers.incrementAndGet());
			}
		}
	}

	private static boolean isAnswered(long message) {
		return (message >> TIME_OF_AN_ID) % ANSWERED == 0;
	}

	/**
	 * Wait until each guild is heard again, and it is certain what became of all that
	 * went before.
	 */
	private void settle(DiscordEmulator discord) {
		discord.awaitSessions(SHARDS, PATIENCE);
		Set<Long> questions = new HashSet<>();
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
			List<EmulatorGuild> unheard = discord.guilds()
				.stream()
				.filter((guild) -> !this.settled.contains("settled " + guild.index()))
				.toList();
			startAnew(discord, questions);
			unheard.forEach((guild) -> questions
				.add(discord.message(guild.id()).content("settled " + guild.index()).send().id()));
			return unheard.isEmpty();
		});
		discord.awaitRecord("clients to name what they have seen, and the end of sessions they have given up",
				(record) -> record.deliveries().with(Fate.SENT).isEmpty()
						&& record.deliveries().with(Fate.KEPT).isEmpty(),
				PATIENCE);
	}

	/**
	 * A session whose GUILD_CREATE was lost in silence does not recover by itself.
	 */
	private void startAnew(DiscordEmulator discord, Set<Long> questions) {
		compare(discord).lost()
			.stream()
			.filter((loss) -> questions.contains(loss.event().subject()))
			.flatMap((loss) -> loss.withoutGuild().stream())
			.distinct()
			.filter((session) -> discord.fail().session(session).invalidate(false) > 0)
			.forEach((session) -> System.out.println("Session " + session + " starts anew, since it lacks guilds"));
	}

	private Comparison compare(DiscordEmulator discord) {
		return discord.record().compare(List.copyOf(this.seen), (event) -> event.type().equals("MESSAGE_CREATE"));
	}

	private void report(DiscordEmulator discord, int strokes, LoadResult result) {
		DiscordRecord record = discord.record();
		System.out.printf(
				"%d strokes, %d events, %d identifies, %d resumes (%d refused), %d answers (%d failed), ends: %s%n%s%n",
				strokes, result.sent(), record.identifies().size(), record.resumes().size(),
				record.resumes().stream().filter((resume) -> !resume.accepted()).count(), this.answers.size(),
				this.failedAnswers.get(),
				record.sessions()
					.stream()
					.filter((session) -> session.endReason() != null)
					.collect(Collectors.groupingBy(DiscordRecord.Session::endReason, Collectors.counting())),
				record.deliveries().counts());
	}

	@Test
	void theSeedDecidesWhatBreaksWhen() {
		Duration minute = Duration.ofMinutes(1);
		assertThat(plan(1, minute)).isEqualTo(plan(1, minute)).isNotEqualTo(plan(2, minute));
		assertThat(plan(1, Duration.ofSeconds(45).minus(CALM))).extracting(Step::fault).contains(RandomFault.values());
	}

	/**
	 * Each fault once, in random order, then each once more.
	 */
	private static List<Step> plan(long seed, Duration duration) {
		Random random = new Random(seed);
		List<Step> steps = new ArrayList<>();
		List<RandomFault> deck = new ArrayList<>();
		long at = 500;
		while (at < duration.toMillis()) {
			if (deck.isEmpty()) {
				deck.addAll(Arrays.asList(RandomFault.values()));
				Collections.shuffle(deck, random);
			}
			steps.add(new Step(at, deck.remove(0), random.nextInt(SHARDS)));
			at += 250 + random.nextInt(600);
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

	private record Step(long atMillis, RandomFault fault, int shard) {
	}

}
