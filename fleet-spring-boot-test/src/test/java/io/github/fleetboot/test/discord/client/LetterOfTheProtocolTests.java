package io.github.fleetboot.test.discord.client;

import java.time.Duration;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client written from Discord's documentation alone, without a library, finds all as
 * documented: the emulator refuses nothing it does.
 */
class LetterOfTheProtocolTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration WINDOW = Duration.ofMillis(100);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(6)
		.heartbeatInterval(Duration.ofMillis(400))
		.identifyWindow(WINDOW);

	private static ReferenceClient start(DiscordEmulator discord) {
		return ReferenceClient.start(discord, WINDOW.multipliedBy(2), true);
	}

	private static void assertFlawless(DiscordEmulator discord) {
		assertThat(discord.record().violations()).isEmpty();
		assertThat(discord.record().requests()).allMatch((request) -> request.status() < 300);
		assertThat(discord.record().identifies()).allMatch(DiscordRecord.Identify::accepted);
		assertThat(discord.record().resumes()).allMatch(DiscordRecord.Resume::accepted);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startsEachShardInItsTurnAndHearsOfItsGuilds(boolean compressed) throws Exception {
		try (DiscordEmulator discord = this.builder.shards(3).maxConcurrency(2).start();
				ReferenceClient client = ReferenceClient.start(discord, WINDOW.multipliedBy(2), compressed)) {
			for (int shard = 0; shard < 3; shard++) {
				JsonNode ready = client.awaitGuilds(shard);
				assertThat(ready.path("v").intValue()).isEqualTo(10);
				assertThat(ready.path("shard").valueStream().map(JsonNode::intValue)).containsExactly(shard, 3);
				assertThat(ready.path("guilds")).hasSize(2);
			}
			assertThat(discord.record().identifies()).extracting(DiscordRecord.Identify::key)
				.containsExactlyInAnyOrder(0, 1, 0);
			assertFlawless(discord);
		}
	}

	@Test
	void staysConnectedAsLongAsItsHeartBeats() throws Exception {
		try (DiscordEmulator discord = this.builder.heartbeatInterval(Duration.ofMillis(100)).start();
				ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			assertThat(client.shard(0).awaitAcknowledgements(5)).isTrue();
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).requestHeartbeat();
			assertThat(client.shard(0).awaitAcknowledgements(3)).isTrue();
			assertFlawless(discord);
		}
	}

	@Test
	void resumesWithoutMissingOrRepeatingADispatch() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).reconnect();
			client.await(0, "RESUMED");
			discord.fail().shard(0).invalidate(true);
			client.await(0, "RESUMED");
			discord.fail().refuseConnections();
			discord.message(0).content("missed").send();
			discord.fail().heal();
			assertThat(client.await(0, "MESSAGE_CREATE").data().path("content").stringValue()).isEqualTo("missed");
			client.await(0, "RESUMED");
			assertThat(discord.record().resumes()).extracting(DiscordRecord.Resume::replayed).containsExactly(0, 0, 1);
			assertThat(discord.record().identifies()).hasSize(1);
			assertThat(client.shard(0).sequences()).containsExactlyElementsOf(
					discord.record().events().stream().map(DiscordRecord.Event::sequence).toList());
			assertFlawless(discord);
		}
	}

	@Test
	void identifiesAgainWhenItsSessionIsInvalid() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).invalidate(false);
			client.awaitGuilds(0);
			assertThat(discord.record().sessions()).hasSize(2);
			assertThat(discord.record().resumes()).isEmpty();
			assertFlawless(discord);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4000, 4001, 4002, 4005, 4008 })
	void resumesAfterACodeThatAllowsIt(int code) throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).close(code);
			client.await(0, "RESUMED");
			assertThat(discord.record().identifies()).hasSize(1);
			assertFlawless(discord);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4007, 4009 })
	void identifiesAfterACodeThatEndsTheSession(int code) throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).close(code);
			client.awaitGuilds(0);
			assertThat(discord.record().resumes()).isEmpty();
			assertFlawless(discord);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4004, 4010, 4011, 4012, 4013, 4014 })
	void staysAwayAfterACodeThatForbidsToReturn(int code) throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			client.awaitGuilds(0);
			discord.awaitSessions(1, PATIENCE);
			discord.fail().shard(0).close(code);
			assertThat(client.shard(0).awaitStop()).isTrue();
			assertThat(discord.record().identifies()).hasSize(1);
		}
	}

	@Test
	void endsItsSessionsWithACloseForGood() throws Exception {
		try (DiscordEmulator discord = this.builder.shards(2).maxConcurrency(2).start()) {
			try (ReferenceClient client = start(discord)) {
				client.awaitGuilds(0);
				client.awaitGuilds(1);
			}
			discord.awaitRecord("the end of both",
					(record) -> record.sessions().stream().allMatch((session) -> session.ended() != null), PATIENCE);
			assertThat(discord.record().sessions()).extracting(DiscordRecord.Session::closeCode)
				.containsExactly(1000, 1000);
			assertFlawless(discord);
		}
	}

}
