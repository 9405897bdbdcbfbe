package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.record.Publication;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A load is even, mixed as asked for and the same for the same seed.
 */
class LoadTests {

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().guilds(20).membersPerGuild(5);

	@Test
	void thePaceIsEvenAndWithoutBursts() {
		try (DiscordEmulator discord = this.builder.start()) {
			LoadResult result = discord.load().eventsPerSecond(1000).during(Duration.ofSeconds(1));
			assertThat(result.planned()).isEqualTo(1000);
			assertThat(result.sent()).isEqualTo(1000);
			assertThat(result.eventsPerSecond()).isLessThanOrEqualTo(1001);
			long[] times = discord.record()
				.publications()
				.stream()
				.mapToLong((event) -> event.time().nanos())
				.toArray();
			assertThat(times).hasSize(1000).isSorted();
			long window = TimeUnit.MILLISECONDS.toNanos(10);
			for (int event = 40; event < times.length; event++) {
				assertThat(times[event] - times[event - 40]).as("40 events after number " + (event - 40))
					.isGreaterThan(window);
			}
		}
	}

	@Test
	void theSeedDecidesWhoDoesWhat() {
		List<String> first = life(7);
		assertThat(life(7)).isEqualTo(first);
		assertThat(life(8)).isNotEqualTo(first);
	}

	private List<String> life(long seed) {
		try (DiscordEmulator discord = this.builder.start()) {
			LoadResult result = discord.load()
				.seed(seed)
				.eventsPerSecond(2000)
				.messages(1)
				.presences(1)
				.typing(1)
				.memberUpdates(1)
				.during(Duration.ofMillis(100));
			assertThat(result.byType()).containsOnlyKeys("MESSAGE_CREATE", "PRESENCE_UPDATE", "TYPING_START",
					"GUILD_MEMBER_UPDATE");
			assertThat(result.byType().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
			return discord.record()
				.publications()
				.stream()
				.map((event) -> event.type() + " in " + event.guildId())
				.toList();
		}
	}

	@Test
	void itCanBeLimitedToSomeGuildsAndSayAnything() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1, 1 | 1 << 9 | 1 << 15)) {
			discord.awaitSessions(1, Duration.ofSeconds(5));
			EmulatorGuild only = discord.guild(3);
			LoadResult result = discord.load()
				.in(List.of(only))
				.content((number) -> "word " + number)
				.eventsPerSecond(100)
				.during(Duration.ofMillis(50));
			assertThat(result.byType()).isEqualTo(Map.of("MESSAGE_CREATE", 5L));
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("word 0");
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("word 1");
			assertThat(discord.record().publications()).hasSize(5)
				.extracting(Publication::guildId)
				.containsOnly(only.id());
		}
	}

	@Test
	void itCanBeStoppedEarly() {
		try (DiscordEmulator discord = this.builder.start()) {
			RunningLoad load = discord.load().eventsPerSecond(500).start(Duration.ofHours(1));
			discord.awaitRecord("some events", (record) -> record.publications().size() > 20, Duration.ofSeconds(5));
			LoadResult result = load.stop();
			assertThat(result.planned()).isEqualTo(1_800_000);
			assertThat(result.sent()).isGreaterThan(20).isLessThan(1_800_000);
			assertThat(discord.record().publications()).hasSize((int) result.sent());
			assertThatIllegalArgumentException().isThrownBy(() -> discord.load().eventsPerSecond(0));
			assertThatIllegalArgumentException().isThrownBy(() -> discord.load().messages(-1));
		}
	}

}
