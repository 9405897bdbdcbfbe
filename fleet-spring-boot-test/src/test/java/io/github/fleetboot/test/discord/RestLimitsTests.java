package io.github.fleetboot.test.discord;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.BanBody;
import io.github.fleetboot.test.discord.world.WindowShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often one may ask, and what those are told who ask too often.
 */
class RestLimitsTests {

	private static final String THUMB = "%F0%9F%91%8D";

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().guilds(2);

	private static String channel(DiscordEmulator discord, int guild) {
		return "channels/" + discord.guild(guild).channelId();
	}

	@Test
	void aBucketIsAHashAndAMajorParameter() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(2, Duration.ofSeconds(30)).start();
				RestClient rest = new RestClient(discord)) {
			String messages = channel(discord, 0) + "/messages";
			RestClient.Answer first = rest.post(messages, "{\"content\":\"1\"}");
			assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
			assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
			assertThat(Double.parseDouble(first.header("X-RateLimit-Reset-After"))).isBetween(25.0, 30.0);
			assertThat(Double.parseDouble(first.header("X-RateLimit-Reset"))).isGreaterThan(1.7e9);
			RestClient.Answer second = rest.post(messages, "{\"content\":\"2\"}");
			assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("0");
			RestClient.Answer third = rest.post(messages, "{\"content\":\"3\"}");
			assertThat(third.status()).isEqualTo(429);
			assertThat(third.header("via")).isEqualTo("1.1 google");
			assertThat(third.header("X-RateLimit-Scope")).isEqualTo("user");
			assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(25, 30);
			assertThat(third.json().path("retry_after").isFloatingPointNumber()).isTrue();
			assertThat(third.json().path("retry_after").doubleValue()).isBetween(25.0, 30.0);
			assertThat(third.json().path("global").booleanValue()).isFalse();
			RestClient.Answer other = rest.post(channel(discord, 1) + "/messages", "{\"content\":\"4\"}");
			assertThat(other.status()).isEqualTo(200);
			String hash = first.header("X-RateLimit-Bucket");
			assertThat(other.header("X-RateLimit-Bucket")).isEqualTo(hash);
			assertThat(rest.get(messages).header("X-RateLimit-Bucket")).isNotEqualTo(hash);
			assertThat(discord.record().messages()).extracting("content").containsExactly("1", "2", "4");
			assertThat(discord.record().requests()).extracting(DiscordRecord.Request::rateLimitScope)
				.containsExactly(null, null, "user", null, null);
			assertThat(discord.record().requests()).extracting(DiscordRecord.Request::bucket).startsWith(hash, hash);
		}
	}

	@Test
	void reactionsShareOneBucketWhicheverWayTheyGo() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			String reaction = channel(discord, 0) + "/messages/" + discord.message(0).content("x").send().id()
					+ "/reactions/" + THUMB + "/@me";
			RestClient.Answer put = rest.send("PUT", reaction, null);
			assertThat(put.header("X-RateLimit-Limit")).isEqualTo("1");
			RestClient.Answer delete = rest.send("DELETE", reaction, null);
			assertThat(delete.header("X-RateLimit-Bucket")).isEqualTo(put.header("X-RateLimit-Bucket"));
		}
	}

	@Test
	void theGlobalLimitSparesInteractions() throws Exception {
		try (DiscordEmulator discord = this.builder.globalLimit(1, true).start();
				RestClient rest = new RestClient(discord)) {
			SentInteraction interaction = discord.slashCommand(0, "x").send();
			RestClient.Answer refused = untilRefused(rest, "users/@me");
			assertThat(refused.json().path("global").booleanValue()).isTrue();
			assertThat(refused.header("X-RateLimit-Global")).isEqualTo("true");
			assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("global");
			assertThat(refused.header("X-RateLimit-Limit")).isNull();
			assertThat(refused.header("X-RateLimit-Bucket")).isNull();
			assertThat(callback(rest, interaction).status()).isEqualTo(204);
		}
	}

	@Test
	void theGlobalLimitCountsInteractionsIfToldTo() throws Exception {
		try (DiscordEmulator discord = this.builder.globalLimit(1, false).start();
				RestClient rest = new RestClient(discord)) {
			untilRefused(rest, "users/@me");
			int refused = 0;
			for (int i = 0; i < 20 && refused == 0; i++) {
				refused += (callback(rest, discord.slashCommand(0, "x").send()).status() == 429) ? 1 : 0;
			}
			assertThat(refused).isOne();
		}
	}

	private static RestClient.Answer untilRefused(RestClient rest, String path) throws Exception {
		for (int i = 0; i < 100; i++) {
			RestClient.Answer answer = rest.get(path);
			if (answer.status() == 429) {
				return answer;
			}
		}
		throw new AssertionError("No request was refused");
	}

	private static RestClient.Answer callback(RestClient rest, SentInteraction interaction) throws Exception {
		return rest.post("interactions/%d/%s/callback".formatted(interaction.id(), interaction.token()),
				"{\"type\":4,\"data\":{\"content\":\"a\"}}");
	}

	@ParameterizedTest
	@EnumSource
	void theGlobalLimitIsCountedEitherWay(WindowShape shape) throws Exception {
		try (DiscordEmulator discord = this.builder.globalLimit(2, true)
			.rest((rules) -> rules.globalWindow(shape))
			.start(); RestClient rest = new RestClient(discord)) {
			assertThat(untilRefused(rest, "users/@me").header("X-RateLimit-Scope")).isEqualTo("global");
		}
	}

	@Test
	void whoeverHasNoTokenIsLimitedByAddress() throws Exception {
		try (DiscordEmulator discord = this.builder.globalLimit(1, true).start();
				RestClient rest = new RestClient(discord)) {
			RestClient.Answer refused = untilRefused(rest.authorization(null), "gateway");
			assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("global");
			RestClient bot = new RestClient(discord);
			assertThat(bot.get("users/@me").status()).isEqualTo(200);
		}
	}

	@Test
	void renamesHaveAHiddenLimit() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			assertThat(rest.send("PATCH", channel(discord, 0), "{\"name\":\"a\"}").json().path("name").stringValue())
				.isEqualTo("a");
			assertThat(rest.send("PATCH", channel(discord, 0), "{\"topic\":\"b\"}").status()).isEqualTo(200);
			RestClient.Answer refused = rest.send("PATCH", channel(discord, 0), "{\"name\":\"c\"}");
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("user");
			assertThat(Integer.parseInt(refused.header("X-RateLimit-Remaining"))).isPositive();
			assertThat(Double.parseDouble(refused.header("X-RateLimit-Reset-After"))).isLessThanOrEqualTo(5);
			assertThat(refused.json().path("retry_after").doubleValue()).isBetween(590.0, 600.0);
			assertThat(rest.send("PATCH", channel(discord, 0), "{\"rate_limit_per_user\":5}").status()).isEqualTo(200);
			assertThat(rest.get(channel(discord, 0)).json().path("topic").stringValue()).isEqualTo("b");
		}
	}

	@Test
	void theHiddenLimitOfRenamesIsASwitch() throws Exception {
		try (DiscordEmulator discord = this.builder.rest((rules) -> rules.renameLimit(1, Duration.ofSeconds(30)))
			.start(); RestClient rest = new RestClient(discord)) {
			assertThat(rest.send("PATCH", channel(discord, 0), "{\"name\":\"a\"}").status()).isEqualTo(200);
			assertThat(rest.send("PATCH", channel(discord, 0), "{\"name\":\"b\"}")
				.json()
				.path("retry_after")
				.doubleValue()).isBetween(20.0, 30.0);
		}
	}

	@Test
	void deletingIsLimitedByAge() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			String messages = channel(discord, 0) + "/messages/";
			RestClient.Answer young = rest.send("DELETE", messages + discord.message(0).content("x").send().id(), null);
			RestClient.Answer middle = rest.send("DELETE", messages + written(discord, Duration.ofHours(1)), null);
			RestClient.Answer old = rest.send("DELETE", messages + written(discord, Duration.ofDays(15)), null);
			RestClient.Answer unknown = rest.send("DELETE", messages + "4711", null);
			assertThat(young.header("X-RateLimit-Limit")).isEqualTo("5");
			assertThat(middle.header("X-RateLimit-Limit")).isEqualTo("3");
			assertThat(old.header("X-RateLimit-Limit")).isEqualTo("30");
			assertThat(unknown.status()).isEqualTo(404);
			assertThat(unknown.header("X-RateLimit-Bucket")).isEqualTo(young.header("X-RateLimit-Bucket"));
			assertThat(middle.header("X-RateLimit-Bucket")).isNotEqualTo(young.header("X-RateLimit-Bucket"))
				.isNotEqualTo(old.header("X-RateLimit-Bucket"));
		}
	}

	private static long written(DiscordEmulator discord, Duration age) {
		return discord.message(0).content("x").ago(age).send().id();
	}

	@Test
	void webhooksAreLimitedEachAndByChannelTogether() throws Exception {
		try (DiscordEmulator discord = this.builder.rest((rules) -> rules.webhookChannelLimit(2, Duration.ofMinutes(1)))
			.start(); RestClient rest = new RestClient(discord)) {
			String first = webhook(rest, channel(discord, 0));
			String second = webhook(rest, channel(discord, 0));
			RestClient.Answer sent = rest.authorization(null).post(first, "{\"content\":\"1\"}");
			assertThat(sent.status()).isEqualTo(204);
			assertThat(sent.header("X-RateLimit-Limit")).isEqualTo("5");
			assertThat(rest.post(second, "{\"content\":\"2\"}").header("X-RateLimit-Remaining")).isEqualTo("4");
			RestClient.Answer shared = rest.post(second, "{\"content\":\"3\"}");
			assertThat(shared.status()).isEqualTo(429);
			assertThat(shared.header("X-RateLimit-Scope")).isEqualTo("shared");
			assertThat(shared.header("X-RateLimit-Remaining")).isEqualTo("3");
			assertThat(shared.json().path("retry_after").doubleValue()).isGreaterThan(50);
			assertThat(discord.record().requests()).noneMatch(DiscordRecord.Request::invalid);
		}
	}

	private static String webhook(RestClient rest, String channel) throws Exception {
		var created = rest.post(channel + "/webhooks", "{\"name\":\"hook\"}").json();
		return "webhooks/" + created.path("id").stringValue() + "/" + created.path("token").stringValue();
	}

	@Test
	void theGatewayIsAskedForSeldom() throws Exception {
		try (DiscordEmulator discord = this.builder.rest((rules) -> rules.gatewayBotLimit(1, Duration.ofSeconds(30)))
			.start(); RestClient rest = new RestClient(discord)) {
			assertThat(rest.get("gateway/bot").header("X-RateLimit-Limit")).isEqualTo("1");
			assertThat(rest.get("gateway/bot").status()).isEqualTo(429);
		}
	}

	@Test
	void withoutLimitsAllPasses() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(1, Duration.ofSeconds(5))
			.globalLimit(1, false)
			.rateLimits(false)
			.start(); RestClient rest = new RestClient(discord)) {
			for (int i = 0; i < 3; i++) {
				RestClient.Answer answer = rest.post(channel(discord, 0) + "/messages", "{\"content\":\"x\"}");
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.header("X-RateLimit-Limit")).isNull();
			}
		}
	}

	@Test
	void tooManyInvalidRequestsBanTheAddress() throws Exception {
		try (DiscordEmulator discord = this.builder
			.rest((rules) -> rules.invalidRequestLimit(3, Duration.ofMinutes(10)))
			.start(); RestClient rest = new RestClient(discord)) {
			SentInteraction interaction = discord.slashCommand(0, "x").send();
			for (int i = 0; i < 3; i++) {
				assertThat(new RestClient(discord).authorization(null).get("users/@me").status()).isEqualTo(401);
			}
			RestClient.Answer banned = rest.get("users/@me");
			assertThat(banned.status()).isEqualTo(429);
			assertThat(banned.header("via")).isNull();
			assertThat(banned.response().headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase().startsWith("x-ratelimit"));
			assertThat(Integer.parseInt(banned.header("Retry-After"))).isBetween(3590, 3600);
			assertThat(banned.response().body()).contains("<html>");
			assertThat(callback(rest, interaction).status()).isEqualTo(429);
			assertThat(discord.record().requests()).extracting(DiscordRecord.Request::fault)
				.containsExactly(null, null, null, "banned", "banned");
		}
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere 127.0.0.2 is no address of its own")
	void aBanConcernsOneAddress() throws Exception {
		try (DiscordEmulator discord = this.builder
			.rest((rules) -> rules.invalidRequestLimit(1, Duration.ofMinutes(10)))
			.start()) {
			assertThat(statusFrom("127.0.0.2", discord, "none")).isEqualTo(401);
			assertThat(statusFrom("127.0.0.2", discord, discord.token())).isEqualTo(429);
			assertThat(statusFrom("127.0.0.1", discord, discord.token())).isEqualTo(200);
		}
	}

	private static int statusFrom(String address, DiscordEmulator discord, String token) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), discord.port(),
				InetAddress.getByName(address), 0)) {
			socket.setSoTimeout(5000);
			String request = "GET /api/v10/users/@me HTTP/1.1\r\nHost: discord\r\nAuthorization: Bot " + token
					+ "\r\nUser-Agent: DiscordBot (https://example.com, 1)\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			BufferedReader answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			return Integer.parseInt(answer.readLine().split(" ")[1]);
		}
	}

	@ParameterizedTest
	@CsvSource({ "HTML, text/html, true", "ERROR_CODE, text/plain, false", "JSON, application/json, false" })
	void whatTheBannedAreToldIsASwitch(BanBody body, String type, boolean retryAfter) throws Exception {
		try (DiscordEmulator discord = this.builder
			.rest((rules) -> rules.invalidRequestLimit(1, Duration.ofMinutes(10))
				.ban(Duration.ofMinutes(1), body, retryAfter))
			.start(); RestClient rest = new RestClient(discord)) {
			new RestClient(discord).authorization("Bearer x").get("users/@me");
			RestClient.Answer banned = rest.get("users/@me");
			assertThat(banned.status()).isEqualTo(429);
			assertThat(banned.header("Content-Type")).isEqualTo(type);
			assertThat(banned.header("Retry-After") != null).isEqualTo(retryAfter);
			switch (body) {
				case ERROR_CODE -> assertThat(banned.response().body()).isEqualTo("error code: 1015");
				case JSON -> {
					assertThat(banned.json().path("code").intValue()).isZero();
					assertThat(banned.json().has("retry_after")).isFalse();
				}
				case HTML -> assertThat(banned.header("Retry-After")).isEqualTo("60");
			}
		}
	}

	@Test
	void aBanEnds() throws Exception {
		try (DiscordEmulator discord = this.builder
			.rest((rules) -> rules.invalidRequestLimit(1, Duration.ofMinutes(10))
				.ban(Duration.ofMillis(50), BanBody.JSON, false))
			.start(); RestClient rest = new RestClient(discord)) {
			new RestClient(discord).authorization(null).get("users/@me");
			RestClient.Answer answer = rest.get("users/@me");
			for (int i = 0; i < 10_000 && answer.status() == 429; i++) {
				answer = rest.get("users/@me");
			}
			assertThat(answer.status()).isEqualTo(200);
		}
	}

}
