package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions of one shard, and fleets of different sizes, side by side: the same events
 * reach them, yet no two of them alike.
 */
class TwinSessionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int GUILDS = 6;

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(GUILDS)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1))
		.seed(1);

	private static GatewayClient session(DiscordEmulator discord, int shard, int shards) {
		GatewayClient client = GatewayClient.connect(discord).identifyWithContent(shard, shards);
		client.awaitReady();
		return client;
	}

	private static List<Long> send(DiscordEmulator discord, int count) {
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(discord.message(i % GUILDS).content("m" + i).send().id());
		}
		return ids;
	}

	private static List<JsonNode> receive(GatewayClient client, int count) {
		List<JsonNode> messages = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			messages.add(client.await("MESSAGE_CREATE"));
		}
		return messages;
	}

	private static List<Long> ids(List<JsonNode> messages) {
		return messages.stream().map((message) -> Long.parseLong(message.path("d").path("id").stringValue())).toList();
	}

	private static List<Long> ofGuild(DiscordEmulator discord, int guild, List<JsonNode> messages) {
		String id = Long.toString(discord.guild(guild).id());
		return ids(messages.stream()
			.filter((message) -> message.path("d").path("guild_id").stringValue().equals(id))
			.toList());
	}

	@Test
	void eachNumbersTheSameEventsOnItsOwn() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient one = session(discord, 0, 1)) {
			discord.awaitSessions(1, PATIENCE);
			send(discord, 3);
			receive(one, 3);
			try (GatewayClient two = session(discord, 0, 1)) {
				discord.awaitSessions(2, PATIENCE);
				List<Long> sent = send(discord, 3);
				List<JsonNode> ofOne = receive(one, 3);
				List<JsonNode> ofTwo = receive(two, 3);
				assertThat(ids(ofOne)).isEqualTo(sent).isEqualTo(ids(ofTwo));
				assertThat(ofOne.get(0).path("s").longValue() - ofTwo.get(0).path("s").longValue()).isEqualTo(3);
				assertThat(ofOne.get(0).path("d")).isEqualTo(ofTwo.get(0).path("d"));
			}
		}
	}

	@Test
	void fleetsOfDifferentSizesEachGetEveryEventOnce() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient whole = session(discord, 0, 1);
				GatewayClient even = session(discord, 0, 2);
				GatewayClient odd = session(discord, 1, 2)) {
			discord.awaitSessions(3, PATIENCE);
			List<Long> sent = send(discord, GUILDS * 2);
			assertThat(ids(receive(whole, GUILDS * 2))).isEqualTo(sent);
			List<Long> both = new ArrayList<>(ids(receive(even, GUILDS)));
			both.addAll(ids(receive(odd, GUILDS)));
			assertThat(both).containsExactlyInAnyOrderElementsOf(sent);
		}
	}

	@Test
	void oneLagsBehindOnCommand() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient one = session(discord, 0, 1)) {
			GatewayClient two = GatewayClient.connect(discord).identifyWithContent(0, 1);
			String id = two.awaitReady();
			discord.awaitSessions(2, PATIENCE);
			Duration lag = Duration.ofMillis(80);
			discord.fail().session(id).delayEvents(lag);
			List<Long> sent = send(discord, 5);
			assertThat(ids(receive(one, 5))).isEqualTo(sent);
			assertThat(ids(receive(two, 5))).isEqualTo(sent);
			for (long message : sent) {
				List<DiscordRecord.Event> events = discord.record()
					.events()
					.stream()
					.filter((event) -> event.subject() == message)
					.toList();
				assertThat(events).hasSize(2);
				assertThat(events.get(0).time().until(events.get(1).time())).isGreaterThan(lag.dividedBy(2));
			}
			two.close();
		}
	}

	@Test
	void theyDriftApartByThemselves() {
		try (DiscordEmulator discord = this.builder.eventSkew(Duration.ZERO, Duration.ofMillis(40)).start();
				GatewayClient one = session(discord, 0, 1);
				GatewayClient two = session(discord, 0, 1)) {
			discord.awaitSessions(2, PATIENCE);
			List<Long> sent = send(discord, 30);
			assertThat(ids(receive(one, 30))).isEqualTo(sent);
			assertThat(ids(receive(two, 30))).isEqualTo(sent);
			List<String> order = discord.record()
				.events()
				.stream()
				.filter((event) -> event.type().equals("MESSAGE_CREATE"))
				.map(DiscordRecord.Event::sessionId)
				.toList();
			Set<String> leaders = new TreeSet<>();
			for (long message : sent) {
				leaders.add(discord.record()
					.events()
					.stream()
					.filter((event) -> event.subject() == message)
					.findFirst()
					.orElseThrow()
					.sessionId());
			}
			assertThat(order).hasSize(60);
			assertThat(leaders).hasSize(2);
		}
	}

	@Test
	void theyOrderTheGuildsEachTheirWay() {
		try (DiscordEmulator discord = this.builder.reorderAcrossGuilds(Duration.ofMillis(40)).start();
				GatewayClient one = session(discord, 0, 1);
				GatewayClient two = session(discord, 0, 1)) {
			discord.awaitSessions(2, PATIENCE);
			discord.awaitRecord("all guilds",
					(record) -> record.events()
						.stream()
						.filter((event) -> event.type().equals("GUILD_CREATE"))
						.count() == 2 * GUILDS,
					PATIENCE);
			List<Long> sent = send(discord, 60);
			List<JsonNode> ofOne = receive(one, 60);
			List<JsonNode> ofTwo = receive(two, 60);
			assertThat(ids(ofOne)).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(ids(ofTwo));
			assertThat(ids(ofTwo)).containsExactlyInAnyOrderElementsOf(sent);
			for (int guild = 0; guild < GUILDS; guild++) {
				assertThat(ofGuild(discord, guild, ofOne)).isEqualTo(ofGuild(discord, guild, ofTwo)).isSorted();
			}
		}
	}

	@Test
	void theyWordTheSameEventDifferently() {
		try (DiscordEmulator discord = this.builder.varyPayloads(true).start();
				GatewayClient one = session(discord, 0, 1);
				GatewayClient two = session(discord, 0, 1)) {
			discord.awaitSessions(2, PATIENCE);
			List<Long> sent = send(discord, 1);
			JsonNode ofOne = receive(one, 1).get(0).path("d");
			JsonNode ofTwo = receive(two, 1).get(0).path("d");
			assertThat(ofOne.path("id").stringValue()).isEqualTo(Long.toString(sent.get(0)))
				.isEqualTo(ofTwo.path("id").stringValue());
			assertThat(ofOne.path("content")).isEqualTo(ofTwo.path("content"));
			assertThat(ofOne.toString()).isNotEqualTo(ofTwo.toString());
			assertThat(unknown(ofOne)).isNotEmpty().isNotEqualTo(unknown(ofTwo));
			assertThat(known(ofOne)).isNotEqualTo(known(ofTwo)).containsExactlyInAnyOrderElementsOf(known(ofTwo));
		}
	}

	@Test
	void aReplaySaysItInTheSameWords() {
		try (DiscordEmulator discord = this.builder.start()) {
			GatewayClient client = GatewayClient.connect(discord).identifyWithContent(0, 1);
			String id = client.awaitReady();
			discord.awaitSessions(1, PATIENCE);
			discord.fail().session(id).varyPayloads();
			send(discord, 1);
			JsonNode live = receive(client, 1).get(0);
			client.close(4000);
			try (GatewayClient again = GatewayClient.connect(discord).resume(id, live.path("s").longValue() - 1)) {
				assertThat(again.await("MESSAGE_CREATE").toString()).isEqualTo(live.toString());
			}
		}
	}

	@Test
	void eventsAreAlikeUnlessSwitchedOtherwise() {
		try (DiscordEmulator discord = this.builder.varyPayloads(false).start();
				GatewayClient one = session(discord, 0, 1);
				GatewayClient two = session(discord, 0, 1)) {
			discord.awaitSessions(2, PATIENCE);
			send(discord, 1);
			assertThat(receive(one, 1).toString()).isEqualTo(receive(two, 1).toString());
			assertThat(discord.record().faults()).isEmpty();
		}
	}

	private static List<String> unknown(JsonNode node) {
		return node.propertyStream()
			.map((field) -> field.getKey())
			.filter((name) -> name.startsWith("unknown_"))
			.toList();
	}

	private static List<String> known(JsonNode node) {
		return node.propertyStream()
			.map((field) -> field.getKey())
			.filter((name) -> !name.startsWith("unknown_"))
			.toList();
	}

}
