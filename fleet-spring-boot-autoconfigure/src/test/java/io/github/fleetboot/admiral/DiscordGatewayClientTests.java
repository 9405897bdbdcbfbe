package io.github.fleetboot.admiral;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.sun.net.httpserver.HttpServer;
import io.github.fleetboot.gateway.identify.GatewayInfo;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DiscordGatewayClient}.
 */
class DiscordGatewayClientTests {

	@Test
	void aTokenThatCannotBeSentIsRefusedWithoutBeingNamed() {
		DiscordGatewayClient client = new DiscordGatewayClient(URI.create("http://127.0.0.1:1/"), "s3cret\ntoken",
				Duration.ZERO);
		assertThatExceptionOfType(FleetRefusedException.class).isThrownBy(client::gateway)
			.withMessageContaining("line break")
			.satisfies((refusal) -> assertThat(refusal.toString() + refusal.getAction()).doesNotContain("s3cret"));
	}

	@Test
	void asksAgainAfterAServerErrorAndAfterARateLimitThatIsShort() throws IOException {
		try (Discord discord = new Discord(502, 429, 200)) {
			GatewayInfo info = discord.client().gateway();
			assertThat(info.url()).isEqualTo("wss://gateway.example");
			assertThat(info.shards()).isEqualTo(9);
			assertThat(info.limit()).isEqualTo(new SessionStartLimit(1000, 999, Duration.ofMillis(14400000), 16));
			assertThat(discord.asked).isEqualTo(3);
		}
	}

	@Test
	void givesUpAfterThreeServerErrors() throws IOException {
		try (Discord discord = new Discord(500, 500, 500, 200)) {
			DiscordGatewayClient client = discord.client();
			assertThatExceptionOfType(FleetRefusedException.class).isThrownBy(client::gateway)
				.withMessageContaining("HTTP 500");
			assertThat(discord.asked).isEqualTo(3);
		}
	}

	@Test
	void aWrongTokenIsNotTriedAgain() throws IOException {
		try (Discord discord = new Discord(401, 200)) {
			DiscordGatewayClient client = discord.client();
			assertThatExceptionOfType(FleetRefusedException.class).isThrownBy(client::gateway)
				.withMessageContaining("401");
			assertThat(discord.asked).isOne();
		}
	}

	@Test
	void anotherDiscordThatKnowsNoFlagsTellsNothingAboutIntents() throws IOException {
		try (Discord discord = new Discord(200)) {
			discord.serve("/applications/@me", "{\"flags\":0}");
			assertThat(discord.client().applicationFlags()).isEmpty();
		}
		try (Discord discord = new Discord(200)) {
			discord.serve("/applications/@me", "{\"flags\":8388608}");
			assertThat(discord.client().applicationFlags()).hasValue(8388608);
		}
		try (Discord discord = new Discord(200)) {
			assertThat(discord.client().applicationFlags()).isEmpty();
		}
	}

	private static final class Discord implements AutoCloseable {

		private static final String BODY = """
				{"url":"wss://gateway.example","shards":9,"session_start_limit":
				{"total":1000,"remaining":999,"reset_after":14400000,"max_concurrency":16}}""";

		private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				0);

		private volatile int asked;

		Discord(int... statuses) throws IOException {
			this.server.createContext("/gateway/bot", (exchange) -> {
				byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().add("Retry-After", "0");
				exchange.sendResponseHeaders(statuses[this.asked++], body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			this.server.start();
		}

		void serve(String path, String json) {
			this.server.createContext(path, (exchange) -> {
				byte[] body = json.getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
		}

		DiscordGatewayClient client() {
			return new DiscordGatewayClient(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/"),
					"token", Duration.ofMillis(1));
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
