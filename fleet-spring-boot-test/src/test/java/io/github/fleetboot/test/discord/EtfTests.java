package io.github.fleetboot.test.discord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.github.fleetboot.test.discord.gateway.Op;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Encodings and compressions of the gateway.
 */
class EtfTests {

	private static final String ETF = "?v=10&encoding=etf";

	private static DiscordEmulator discord;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().guilds(2).maxConcurrency(16).identifyWindow(Duration.ofNanos(1)).start();
	}

	@AfterAll
	static void stop() {
		discord.close();
	}

	private static Map<String, Object> payload(int op, Object data) {
		Map<String, Object> payload = new HashMap<>();
		payload.put("op", op);
		payload.put("d", data);
		return payload;
	}

	private static Map<String, Object> identify() {
		return payload(Op.IDENTIFY, Map.of("token", discord.token(), "properties", Map.of("os", "linux"), "intents",
				513L, "shard", List.of(0, 1), "large_threshold", 250, "compress", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { ETF, ETF + "&compress=zlib-stream" })
	void speaksTheExternalTermFormat(String query) {
		try (GatewayClient client = GatewayClient.connect(discord, query)) {
			JsonNode hello = client.next();
			assertThat(hello.path("op").intValue()).isEqualTo(Op.HELLO);
			assertThat(hello.path("d").path("heartbeat_interval").intValue()).isEqualTo(41_250);
			assertThat(hello.path("s").isNull()).isTrue();
			client.sendEtf(payload(Op.HEARTBEAT, null));
			assertThat(client.next().path("op").intValue()).isEqualTo(Op.HEARTBEAT_ACK);
			JsonNode ready = client.sendEtf(identify()).await("READY").path("d");
			assertThat(ready.path("session_id").isString()).isTrue();
			assertThat(ready.path("private_channels").isArray()).isTrue();
			assertThat(ready.path("user").path("bot").booleanValue()).isTrue();
			JsonNode guild = client.await("GUILD_CREATE").path("d");
			assertThat(guild.path("name").stringValue()).isEqualTo("Guild 0");
			client.await("GUILD_CREATE");
			discord.publish(0, "ODD", """
					{"big":%d,"negative":%d,"small":255,"int":-1,"float":0.25,"text":"ä€","empty":[],"no":null}"""
				.formatted(Long.MAX_VALUE, Long.MIN_VALUE + 1));
			JsonNode odd = client.await("ODD").path("d");
			assertThat(odd.path("big").longValue()).isEqualTo(Long.MAX_VALUE);
			assertThat(odd.path("negative").longValue()).isEqualTo(Long.MIN_VALUE + 1);
			assertThat(odd.path("small").intValue()).isEqualTo(255);
			assertThat(odd.path("int").intValue()).isEqualTo(-1);
			assertThat(odd.path("float").doubleValue()).isEqualTo(0.25);
			assertThat(odd.path("text").stringValue()).isEqualTo("ä€");
			assertThat(odd.path("empty").isArray()).isTrue();
			assertThat(odd.path("no").isNull()).isTrue();
		}
	}

	@Test
	void takesNumbersOfEachSize() {
		try (GatewayClient client = GatewayClient.connect(discord, ETF)) {
			for (Object sequence : Arrays.asList(0, 255, 256, -1, Integer.MAX_VALUE, Long.MAX_VALUE)) {
				client.sendEtf(payload(Op.HEARTBEAT, sequence)).await(Op.HEARTBEAT_ACK);
			}
		}
	}

	/**
	 * {@code #{op => 1}}, with the key as an atom of each kind.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 100, 115, 118, 119 })
	void refusesAtomsAsKeys(int tag) {
		boolean wide = tag == 100 || tag == 118;
		byte[] name = wide ? new byte[] { 0, 2, 'o', 'p' } : new byte[] { 2, 'o', 'p' };
		ByteBuffer term = ByteBuffer.allocate(32).put((byte) 131).put((byte) 116).putInt(1).put((byte) tag);
		term.put(name).put((byte) 97).put((byte) 1).flip();
		assertRefused(term);
	}

	@Test
	void refusesWhatIsNoTerm() {
		assertRefused(ByteBuffer.wrap("{\"op\":1,\"d\":null}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
		assertRefused(ByteBuffer.wrap(new byte[] { (byte) 131, 116, 0, 0, 0, 9 }));
		assertRefused(ByteBuffer.wrap(new byte[] { (byte) 131, 97, 1 }));
		assertRefused(ByteBuffer.wrap(new byte[] { (byte) 131, 116, 0, 0, 0, 0, 7 }));
	}

	@Test
	void refusesCompressedTerms() {
		assertRefused(ByteBuffer.wrap(new byte[] { (byte) 131, 80, 0, 0, 0, 1, 120, -100 }));
	}

	@Test
	void refusesTermsAboveFourKilobytes() {
		try (GatewayClient client = GatewayClient.connect(discord, ETF)) {
			Map<String, Object> beat = payload(Op.HEARTBEAT, null);
			beat.put("x", "x".repeat(4000));
			client.sendEtf(beat).await(Op.HEARTBEAT_ACK);
			beat.put("x", "x".repeat(4096));
			assertThat(client.sendEtf(beat).awaitClose()).isEqualTo(4002);
		}
	}

	private static void assertRefused(ByteBuffer term) {
		try (GatewayClient client = GatewayClient.connect(discord, ETF)) {
			assertThat(client.send(term).awaitClose()).isEqualTo(4002);
		}
	}

	@Test
	void compressesSinglePayloadsIfAskedTo() {
		try (GatewayClient client = GatewayClient.connect(discord)) {
			identifyWithCompress(client).await("READY");
			client.await("GUILD_CREATE");
			client.await("GUILD_CREATE");
			int compressed = client.compressedPayloads();
			assertThat(compressed).isGreaterThanOrEqualTo(2);
			client.awaitSilence();
			assertThat(client.compressedPayloads()).as("small ones are not compressed").isEqualTo(compressed);
		}
	}

	@Test
	void compressesNoSinglePayloadsUnasked() {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			client.await("GUILD_CREATE");
			assertThat(client.compressedPayloads()).isZero();
		}
	}

	@Test
	void doesNotCompressTwice() {
		try (GatewayClient client = GatewayClient.connect(discord, "?v=10&encoding=json&compress=zlib-stream")) {
			identifyWithCompress(client).await("READY");
			assertThat(client.await("GUILD_CREATE").path("d").path("name").stringValue()).isEqualTo("Guild 0");
			assertThat(client.compressedPayloads()).isZero();
		}
	}

	private static GatewayClient identifyWithCompress(GatewayClient client) {
		return client.send("""
				{"op":2,"d":{"token":"%s","properties":{},"intents":1,"compress":true}}""".formatted(discord.token()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?v=10&encoding=xml", "/?v=10&encoding=json&compress=gzip",
			"/?v=10&encoding=json&compress=zstd-stream" })
	void refusesToUpgradeForWhatItDoesNotSpeak(String query) throws Exception {
		CompletionException failure = catchThrowableOfType(CompletionException.class, () -> upgrade(query));
		assertThat(failure).cause().isInstanceOf(WebSocketHandshakeException.class);
		HttpResponse<?> response = ((WebSocketHandshakeException) failure.getCause()).getResponse();
		assertThat(response.statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?v=10&encoding=json", "/?v=10&encoding=json", "/", "" })
	void upgradesWithOrWithoutASlash(String query) {
		upgrade(query).abort();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?v=6", "?v=9", "?v=11", "?v=ten", "?v=" })
	void closes4012OnAnotherVersion(String query) {
		try (GatewayClient client = GatewayClient.connect(discord, query + "&encoding=json")) {
			assertThat(client.awaitClose()).isEqualTo(4012);
		}
	}

	private static WebSocket upgrade(String query) {
		return HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.header("Accept-Encoding", "gzip")
			.buildAsync(URI.create(discord.gatewayUrl() + query), new WebSocket.Listener() {
			})
			.join();
	}

}
