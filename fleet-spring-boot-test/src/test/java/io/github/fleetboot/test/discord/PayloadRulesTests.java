package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What shape each payload must have, and when it may be sent.
 */
class PayloadRulesTests {

	private static DiscordEmulator discord;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().maxConcurrency(16).identifyWindow(Duration.ofNanos(1)).start();
	}

	@AfterAll
	static void stop() {
		discord.close();
	}

	private static String withToken(String payload) {
		return payload.replace("TOKEN", discord.token());
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "{\"op\":1,\"d\":null", "{\"op\":1,\"d\":null} {}", "[1,2]", "\"op\"", "7",
			"null" })
	void closes4002OnWhatIsNoJsonObject(String payload) {
		assertCloses(4002, payload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"op\":99,\"d\":null}", "{\"op\":5,\"d\":null}", "{\"op\":0,\"d\":{}}",
			"{\"op\":7,\"d\":null}", "{\"op\":9,\"d\":true}", "{\"op\":10,\"d\":{}}", "{\"op\":11,\"d\":null}",
			"{\"d\":null}", "{\"op\":\"1\",\"d\":null}", "{\"op\":1.5,\"d\":null}", "{\"op\":4294967297,\"d\":null}" })
	void closes4001OnOpcodesThatAreNotForClients(String payload) {
		assertCloses(4001, payload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "null", "[]", "{}", "{\"token\":7,\"properties\":{},\"intents\":1}",
			"{\"properties\":{},\"intents\":1}", "{\"token\":\"TOKEN\",\"intents\":1}",
			"{\"token\":\"TOKEN\",\"properties\":[],\"intents\":1}", "{\"token\":\"TOKEN\",\"properties\":{}}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":\"1\"}",
			"{\"token\":\"TOKEN\",\"properties\":{\"os\":1},\"intents\":1}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":1,\"large_threshold\":49}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":1,\"large_threshold\":251}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":1,\"large_threshold\":\"50\"}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":1,\"presence\":7}",
			"{\"token\":\"TOKEN\",\"properties\":{},\"intents\":1,\"presence\":{\"status\":\"here\",\"activities\":[],\"afk\":false}}" })
	void closes4001OnAnIdentifyOfTheWrongShape(String data) {
		assertCloses(4001, withToken("{\"op\":2,\"d\":" + data + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "{\"session_id\":\"a\",\"seq\":1}", "{\"token\":\"TOKEN\",\"seq\":1}",
			"{\"token\":\"TOKEN\",\"session_id\":\"a\"}", "{\"token\":\"TOKEN\",\"session_id\":\"a\",\"seq\":null}",
			"{\"token\":\"TOKEN\",\"session_id\":\"a\",\"seq\":\"1\"}",
			"{\"token\":\"TOKEN\",\"session_id\":1,\"seq\":1}" })
	void closes4001OnAResumeOfTheWrongShape(String data) {
		assertCloses(4001, withToken("{\"op\":6,\"d\":" + data + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"op\":1,\"d\":\"now\"}", "{\"op\":1,\"d\":{}}", "{\"op\":1,\"d\":1.5}" })
	void closes4001OnAHeartbeatOfTheWrongShape(String payload) {
		assertCloses(4001, payload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"op\":3,\"d\":null}", "{\"op\":3,\"d\":{}}",
			"{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"away\",\"afk\":false}}",
			"{\"op\":3,\"d\":{\"since\":\"now\",\"activities\":[],\"status\":\"online\",\"afk\":false}}",
			"{\"op\":3,\"d\":{\"since\":null,\"activities\":[{}],\"status\":\"online\",\"afk\":false}}",
			"{\"op\":3,\"d\":{\"since\":null,\"activities\":[],\"status\":\"online\"}}", "{\"op\":4,\"d\":7}",
			"{\"op\":4,\"d\":{\"channel_id\":null,\"self_mute\":false,\"self_deaf\":false}}",
			"{\"op\":4,\"d\":{\"guild_id\":\"here\",\"channel_id\":null,\"self_mute\":false,\"self_deaf\":false}}",
			"{\"op\":4,\"d\":{\"guild_id\":\"1\",\"channel_id\":[],\"self_mute\":false,\"self_deaf\":false}}",
			"{\"op\":4,\"d\":{\"guild_id\":\"1\",\"channel_id\":null,\"self_mute\":0,\"self_deaf\":false}}",
			"{\"op\":4,\"d\":{\"guild_id\":\"1\",\"channel_id\":null,\"self_mute\":false}}", "{\"op\":8,\"d\":[]}",
			"{\"op\":8,\"d\":{\"query\":\"\",\"limit\":0}}", "{\"op\":8,\"d\":{\"guild_id\":\"1\"}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\"}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":7,\"limit\":0}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\",\"limit\":-1}}",
			"{\"op\":8,\"d\":{\"guild_id\":[\"1\"],\"query\":\"\",\"limit\":0}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\",\"limit\":0,\"user_ids\":[\"1\"]}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"user_ids\":[\"ann\"]}}",
			"{\"op\":8,\"d\":{\"guild_id\":\"1\",\"user_ids\":[\"1\"],\"presences\":1}}", "{\"op\":31,\"d\":{}}",
			"{\"op\":31,\"d\":{\"guild_ids\":\"1\"}}", "{\"op\":31,\"d\":{\"guild_ids\":[true]}}",
			"{\"op\":43,\"d\":{}}", "{\"op\":43,\"d\":{\"guild_id\":\"1\"}}",
			"{\"op\":43,\"d\":{\"guild_id\":\"1\",\"fields\":[1]}}" })
	void closes4001OnARequestOfTheWrongShape(String payload) {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			assertThat(client.send(payload).awaitClose()).isEqualTo(4001);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 4, 8, 31, 43 })
	void closes4003OnARequestBeforeIdentify(int op) {
		assertCloses(4003, "{\"op\":" + op + ",\"d\":{}}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 4, 8, 31, 43 })
	void closes4003OnARequestAfterTheSessionWasInvalidated(int op) {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			String session = client.await("READY").path("d").path("session_id").stringValue();
			discord.fail().session(session).invalidate(false);
			client.await(Op.INVALID_SESSION);
			client.send("{\"op\":1,\"d\":null}").await(Op.HEARTBEAT_ACK);
			assertThat(client.send("{\"op\":" + op + ",\"d\":{}}").awaitClose()).isEqualTo(4003);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"$os\":\"linux\",\"$browser\":\"x\",\"$device\":\"x\"}",
			"{\"os\":\"linux\",\"browser\":\"x\",\"device\":\"x\",\"release_channel\":1}", "{}" })
	void takesPropertiesInTheirOldFormToo(String properties) {
		try (GatewayClient client = GatewayClient.connect(discord)) {
			client.send(withToken(
					"""
							{"op":2,"d":{"token":"TOKEN","properties":%s,"intents":1,"unknown":[1],"shard":null,
							"presence":{"since":91879201,"activities":[{"name":"chess","type":0}],"status":"dnd","afk":false}}}"""
						.formatted(properties)));
			client.await("READY");
		}
	}

	private static void assertCloses(int code, String payload) {
		int before = discord.record().violations().size();
		try (GatewayClient client = GatewayClient.connect(discord)) {
			assertThat(client.send(payload).awaitClose()).isEqualTo(code);
		}
		assertThat(discord.record().violations()).hasSize(before + 1)
			.last()
			.extracting(DiscordRecord.Violation::closeCode)
			.isEqualTo(code);
	}

}
