package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection may send, and what is answered if it does otherwise.
 */
class GatewayRulesTests {

	private static final int PRIVILEGED = 1 << 15;

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.guilds(6)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1));

	@Test
	void greetsAndIntroducesTheGuildsOfTheShard() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(1, 2)) {
			assertThat(client.next().path("d").path("heartbeat_interval").intValue()).isEqualTo(41_250);
			JsonNode ready = client.next();
			assertThat(ready.path("t").stringValue()).isEqualTo("READY");
			assertThat(ready.path("s").intValue()).isOne();
			JsonNode data = ready.path("d");
			assertThat(data.path("shard").valueStream().map(JsonNode::intValue)).containsExactly(1, 2);
			assertThat(data.path("private_channels").isArray()).isTrue();
			assertThat(data.path("application").path("id").stringValue())
				.isEqualTo(Long.toString(discord.applicationId()));
			assertThat(data.path("resume_gateway_url").stringValue()).isEqualTo(discord.gatewayUrl());
			List<String> announced = data.path("guilds")
				.valueStream()
				.map((guild) -> guild.path("id").stringValue())
				.toList();
			assertThat(announced).hasSize(3);
			for (String id : announced) {
				assertThat((Long.parseLong(id) >>> 22) % 2).isOne();
				JsonNode guild = client.next();
				assertThat(guild.path("t").stringValue()).isEqualTo("GUILD_CREATE");
				assertThat(guild.path("d").path("id").stringValue()).isEqualTo(id);
			}
			DiscordRecord.Session session = discord.awaitSessions(1, Duration.ofSeconds(5)).get(0);
			assertThat(session.identified()).isLessThan(session.ready());
			assertThat(session.guildsSent()).isNotNull().isGreaterThan(session.ready());
		}
	}

	@Test
	void acknowledgesHeartbeatsAlsoBeforeIdentify() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = GatewayClient.connect(discord)) {
			client.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
			client.identify(0, 1).await("READY");
			client.send("{\"op\":1,\"d\":1}").await(Op.HEARTBEAT_ACK);
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	@Test
	void whenTheHeartStopsClosesAndKeepsTheSession() {
		try (DiscordEmulator discord = this.builder.heartbeatInterval(Duration.ofMillis(200)).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String session = client.await("READY").path("d").path("session_id").stringValue();
			assertThat(client.awaitClose()).isEqualTo(4000);
			assertThat(discord.record().violations()).singleElement()
				.satisfies((violation) -> assertThat(violation.sessionId()).isEqualTo(session));
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 1)) {
				again.await("RESUMED");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			4001 | {"op":99,"d":null}
			4001 | {"op":0,"d":{}}
			4001 | {"op":11,"d":null}
			4001 | {"op":2,"d":{"token":"x"}}
			4001 | {"op":1,"d":"now"}
			4002 | nonsense
			4002 | [1,2]
			4003 | {"op":3,"d":{}}
			4003 | {"op":4,"d":{}}
			4003 | {"op":8,"d":{}}
			""")
	void closesOnAFault(int code, String payload) {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = GatewayClient.connect(discord)) {
			assertThat(client.send(payload).awaitClose()).isEqualTo(code);
			assertThat(discord.record().violations()).extracting(DiscordRecord.Violation::closeCode)
				.containsExactly(code);
		}
	}

	@Test
	void refusesPayloadsAboveFourKilobytes() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = GatewayClient.connect(discord)) {
			String beat = "{\"op\":1,\"d\":null,\"x\":\"%s\"}";
			int frame = beat.length() - 2;
			client.send(beat.formatted("x".repeat(4096 - frame))).await(Op.HEARTBEAT_ACK);
			assertThat(client.send(beat.formatted("x".repeat(4097 - frame))).awaitClose()).isEqualTo(4002);
		}
	}

	@Test
	void refusesTheHundredAndTwentyFirstPayload() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = GatewayClient.connect(discord)) {
			for (int i = 0; i < 120; i++) {
				client.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
			}
			assertThat(client.isOpen()).isTrue();
			assertThat(client.send("{\"op\":1,\"d\":null}").awaitClose()).isEqualTo(4008);
		}
	}

	@Test
	void refusesASecondIdentify() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			assertThat(client.identify(0, 1).awaitClose()).isEqualTo(4005);
			assertThat(discord.record().identifies()).hasSize(1);
		}
	}

	@Test
	void refusesAWrongToken() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify("wrong", "[0,1]", 1)) {
			assertThat(client.awaitClose()).isEqualTo(4004);
			assertThat(discord.record().identifies()).singleElement()
				.satisfies((identify) -> assertThat(identify.accepted()).isFalse());
		}
	}

	@Test
	void takesTheTokenWithItsPrefixToo() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify("Bot " + discord.token(), "[0,1]", 1)) {
			String session = client.await("READY").path("d").path("session_id").stringValue();
			client.close(4900);
			try (GatewayClient again = GatewayClient.connect(discord)) {
				again.send("{\"op\":6,\"d\":{\"token\":\"Bot %s\",\"session_id\":\"%s\",\"seq\":1}}"
					.formatted(discord.token(), session));
				again.await("RESUMED");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "[2,2]", "[-1,2]", "[0,0]", "[0]", "[\"0\",1]", "7" })
	void refusesAnIllegalShard(String shard) {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(discord.token(), shard, 1)) {
			assertThat(client.awaitClose()).isEqualTo(4010);
		}
	}

	@Test
	void refusesTooManyGuildsForASession() {
		try (DiscordEmulator discord = this.builder.maxGuildsPerSession(3).start();
				GatewayClient one = GatewayClient.connect(discord).identify(0, 1);
				GatewayClient half = GatewayClient.connect(discord).identify(0, 2)) {
			assertThat(one.awaitClose()).isEqualTo(4011);
			half.await("READY");
		}
	}

	@Test
	void refusesAnotherVersion() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord, "?v=6&encoding=json")) {
			assertThat(client.awaitClose()).isEqualTo(4012);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1 << 17, 1L << 26, -1 })
	void refusesUnknownIntents(long intents) {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1, intents)) {
			assertThat(client.awaitClose()).isEqualTo(4013);
		}
	}

	@Test
	void refusesPrivilegedIntentsThatAreNotEnabled() {
		try (DiscordEmulator discord = this.builder.privilegedIntents(PrivilegedIntent.MESSAGE_CONTENT).start();
				GatewayClient content = GatewayClient.connect(discord).identify(0, 1, PRIVILEGED);
				GatewayClient members = GatewayClient.connect(discord).identify(1, 2, 1 << 1)) {
			content.await("READY");
			assertThat(members.awaitClose()).isEqualTo(4014);
			discord.fail().withdraw(PrivilegedIntent.MESSAGE_CONTENT);
			try (GatewayClient late = GatewayClient.connect(discord).identify(2, 3, PRIVILEGED)) {
				assertThat(late.awaitClose()).isEqualTo(4014);
			}
			assertThat(content.isOpen()).isTrue();
		}
	}

	@Test
	void compressesWithOneContext() {
		try (DiscordEmulator discord = this.builder.guilds(3).start();
				GatewayClient client = GatewayClient.connect(discord, "?v=10&encoding=json&compress=zlib-stream")) {
			client.identify(0, 1);
			assertThat(client.next().path("op").intValue()).isEqualTo(Op.HELLO);
			client.await("READY");
			for (int i = 0; i < 3; i++) {
				assertThat(client.next().path("d").path("name").stringValue()).isEqualTo("Guild " + i);
			}
		}
	}

	@Test
	void chunksMembers() {
		try (DiscordEmulator discord = this.builder.guilds(1).membersPerGuild(1500).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1, 1 | 1 << 1)) {
			JsonNode guild = client.await("GUILD_CREATE").path("d");
			assertThat(guild.path("member_count").intValue()).isEqualTo(1500);
			assertThat(guild.path("members")).hasSize(1);
			client.send("""
					{"op":8,"d":{"guild_id":"%d","query":"","limit":0,"nonce":"n"}}"""
				.formatted(discord.guild(0).id()));
			JsonNode first = client.await("GUILD_MEMBERS_CHUNK").path("d");
			JsonNode second = client.await("GUILD_MEMBERS_CHUNK").path("d");
			assertThat(first.path("members")).hasSize(1000);
			assertThat(second.path("members")).hasSize(500);
			assertThat(second.path("chunk_index").intValue()).isOne();
			assertThat(second.path("chunk_count").intValue()).isEqualTo(2);
			assertThat(second.path("nonce").stringValue()).isEqualTo("n");
		}
	}

	@Test
	void listsMembersForSessionsThatSeePresences() {
		try (DiscordEmulator discord = this.builder.guilds(1).membersPerGuild(10).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1, 1 | 1 << 8)) {
			assertThat(client.await("GUILD_CREATE").path("d").path("members")).hasSize(10);
		}
	}

	@Test
	void doesNotListAllMembersWithoutTheIntent() {
		try (DiscordEmulator discord = this.builder.guilds(1).start();
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1, 1)) {
			client.await("GUILD_CREATE");
			client.send("""
					{"op":8,"d":{"guild_id":"%d","query":"","limit":0}}""".formatted(discord.guild(0).id()));
			assertThat(client.send("{\"op\":1,\"d\":2}").next().path("op").intValue()).isEqualTo(Op.HEARTBEAT_ACK);
		}
	}

}
