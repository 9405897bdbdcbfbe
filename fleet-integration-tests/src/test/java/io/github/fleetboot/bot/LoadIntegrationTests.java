package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.admiral.FleetStatus.Cluster;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcReply;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.LoadResult;
import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.Comparison;
import io.github.fleetboot.test.discord.record.Delivery.Fate;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet of two clusters with 20,000 guilds, in which 5,000 events happen each second.
 */
@Tag("alone")
class LoadIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int GUILDS = 20_000;

	private static final int SHARDS = 16;

	private static final int EVENTS_PER_SECOND = 5_000;

	private static final Duration DURATION = Duration.ofSeconds(20);

	private static final int ANSWERED = 200;

	@Test
	void everyMessageReachesAFleetOfTwentyThousandGuilds() throws Exception {
		DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(GUILDS)
			.shards(SHARDS)
			.maxConcurrency(SHARDS)
			.identifyWindow(Duration.ofMillis(200))
			.recordFrames(false)
			.start();
		try (BotFleet fleet = BotFleet.startWithoutArchive(discord, "--fleet.clusters.count=2", BotFleet.ONE_SERVICE,
				"--fleet.sharding.identify-interval=200ms", "--fleet.ipc.max-payload=16MB",
				"--fleet.discord.intents=guild-messages,message-content,guild-presences,guild-members,guild-message-typing")) {
			fleet.awaitReady(Duration.ofMinutes(5));
			assertThat(guilds(fleet)).isEqualTo(GUILDS);
			LoadResult load = discord.load()
				.eventsPerSecond(EVENTS_PER_SECOND)
				.messages(7)
				.presences(1)
				.typing(1)
				.memberUpdates(1)
				.content((number) -> ((number % ANSWERED == 0) ? "!ping " : "number ") + number + " of the load")
				.during(DURATION);
			long messages = load.byType().get("MESSAGE_CREATE");
			new Figures("emulator").put("emulator.guilds", guilds(fleet))
				.put("emulator.events.per.second", load.eventsPerSecond())
				.put("emulator.events.late", load.late())
				.write();
			long asked = (messages + ANSWERED - 1) / ANSWERED;
			discord.awaitRecord("all answers", (record) -> record.messages().size() >= asked, PATIENCE);
			assertThat(discord.record().messages()).hasSize((int) asked)
				.extracting(BotMessage::content)
				.doesNotHaveDuplicates();
			Awaitility.await().atMost(PATIENCE).until(() -> seenCount(fleet) >= messages);
			compare(discord.record(), seen(fleet)).assertComplete();
			assertThat(discord.record().violations()).isEmpty();
			assertThat(discord.record().deliveries().with(Fate.LOST)).isEmpty();
			assertThat(guilds(fleet)).isEqualTo(GUILDS);
			assertThat(load.eventsPerSecond()).isGreaterThan(0.9 * EVENTS_PER_SECOND);
		}
	}

	private static long guilds(BotFleet fleet) {
		return fleet.status().clusters().stream().mapToLong(Cluster::guilds).sum();
	}

	private static Comparison compare(DiscordRecord record, List<Long> seen) {
		Set<Long> own = record.messages().stream().map(BotMessage::id).collect(Collectors.toSet());
		return record.compare(seen, (event) -> event.type().equals("MESSAGE_CREATE") && !own.contains(event.subject()));
	}

	private static int seenCount(BotFleet fleet) {
		return ask(fleet, "seen-count", Integer.class).values().stream().mapToInt(IpcReply::value).sum();
	}

	private static List<Long> seen(BotFleet fleet) {
		return ask(fleet, "seen", long[].class).values()
			.stream()
			.flatMapToLong((reply) -> LongStream.of(reply.value()))
			.boxed()
			.toList();
	}

	private static <T> Map<WorkerId, IpcReply<T>> ask(BotFleet fleet, String route, Class<T> type) {
		return fleet.ipc().requestAll(IpcDestination.allClusters().route(route), "", type).join();
	}

}
