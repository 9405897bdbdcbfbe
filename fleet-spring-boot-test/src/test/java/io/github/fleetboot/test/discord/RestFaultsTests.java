package io.github.fleetboot.test.discord;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be made to go wrong with REST requests.
 */
class RestFaultsTests {

	private static DiscordEmulator discord;

	private static RestClient rest;

	private static String messages;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().messageLimit(1000, Duration.ofMinutes(1)).globalLimit(1000, true).start();
		rest = new RestClient(discord);
		messages = "channels/" + discord.guild(0).channelId() + "/messages";
	}

	@AfterAll
	static void stop() {
		rest.close();
		discord.close();
	}

	@AfterEach
	void heal() {
		discord.fail().heal();
	}

	private static RestClient.Answer say(String content) throws Exception {
		return rest.post(messages, "{\"content\":\"%s\"}".formatted(content));
	}

	@ParameterizedTest
	@EnumSource
	void answers429OfEachScope(RateLimitScope scope) throws Exception {
		RestFault fault = discord.fail().rest().times(1).tooManyRequests(scope, Duration.ofMillis(1500));
		RestClient.Answer refused = say("x");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("X-RateLimit-Scope")).isEqualTo(scope.header());
		assertThat(refused.header("Retry-After")).isEqualTo("2");
		assertThat(refused.header("via")).isNotNull();
		assertThat(refused.json().path("retry_after").doubleValue()).isEqualTo(1.5);
		assertThat(refused.json().path("global").booleanValue()).isEqualTo(scope == RateLimitScope.GLOBAL);
		assertThat(refused.header("X-RateLimit-Bucket") == null).isEqualTo(scope == RateLimitScope.GLOBAL);
		assertThat(say("x").status()).isEqualTo(200);
		assertThat(fault.struck()).isOne();
		List<DiscordRecord.Request> requests = discord.record().requests();
		DiscordRecord.Request recorded = requests.get(requests.size() - 2);
		assertThat(recorded.fault()).isEqualTo("429 " + scope.header());
		assertThat(recorded.invalid()).isEqualTo(scope != RateLimitScope.SHARED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void answersAsInAnOutage(int status) throws Exception {
		RestFault fault = discord.fail().rest().status(status);
		RestClient.Answer answer = rest.get("users/@me");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo((status == 500) ? "application/json" : "text/html");
		assertThat(answer.response().body()).contains((status == 500) ? "Internal Server Error" : "cloudflare");
		fault.end();
		assertThat(rest.get("users/@me").status()).isEqualTo(200);
	}

	@Test
	void strikesOnlyWhatWasChosen() throws Exception {
		discord.fail().rest().method("POST").route("channels/{channel}/messages").status(502);
		assertThat(say("x").status()).isEqualTo(502);
		assertThat(rest.get(messages).status()).isEqualTo(200);
		assertThat(rest.get("users/@me").status()).isEqualTo(200);
	}

	@Test
	void strikesAfterSoManyAndSoOften() throws Exception {
		discord.fail().rest().afterRequests(2).times(1).status(503);
		List<Integer> seen = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			seen.add(say("x").status());
		}
		assertThat(seen).containsExactly(200, 200, 503, 200, 200);
	}

	@Test
	void strikesForAWhileOnly() throws Exception {
		discord.fail().rest().after(Duration.ofMinutes(1)).status(503);
		assertThat(say("x").status()).isEqualTo(200);
		discord.fail().heal();
		discord.fail().rest().lasting(Duration.ofMillis(50)).status(503);
		int status = 503;
		for (int i = 0; i < 1000 && status == 503; i++) {
			status = rest.get("gateway").status();
		}
		assertThat(status).isEqualTo(200);
	}

	@Test
	void chanceComesFromTheSeed() throws Exception {
		List<Integer> first = statuses(7);
		assertThat(first).contains(200, 503);
		assertThat(statuses(7)).isEqualTo(first);
		assertThat(statuses(8)).isNotEqualTo(first);
	}

	private static List<Integer> statuses(long seed) throws Exception {
		try (DiscordEmulator emulator = DiscordEmulator.builder().rateLimits(false).seed(seed).start();
				RestClient client = new RestClient(emulator)) {
			emulator.fail().rest().percent(50).status(503);
			List<Integer> statuses = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				statuses.add(client.get("gateway").status());
			}
			return statuses;
		}
	}

	@Test
	void headersLieOrAreMissing() throws Exception {
		discord.fail().rest().times(1).claimRemaining(4711);
		assertThat(say("x").header("X-RateLimit-Remaining")).isEqualTo("4711");
		discord.fail().rest().times(1).claimResetAfter(Duration.ofMillis(1));
		assertThat(say("x").header("X-RateLimit-Reset-After")).isEqualTo("0.001");
		discord.fail().rest().times(1).omitLimitHeaders();
		RestClient.Answer bare = say("x");
		assertThat(bare.status()).isEqualTo(200);
		assertThat(bare.response().headers().map().keySet())
			.noneMatch((name) -> name.toLowerCase().startsWith("x-ratelimit"));
		assertThat(say("x").header("X-RateLimit-Limit")).isEqualTo("1000");
	}

	@Test
	void aBucketGetsAnotherHash() throws Exception {
		String before = say("x").header("X-RateLimit-Bucket");
		discord.fail().rest().route("channels/{channel}/messages").times(1).changeBucket();
		RestClient.Answer changed = say("x");
		assertThat(changed.header("X-RateLimit-Bucket")).isNotEqualTo(before);
		assertThat(changed.header("X-RateLimit-Remaining")).isEqualTo("999");
		assertThat(say("x").header("X-RateLimit-Bucket")).isEqualTo(changed.header("X-RateLimit-Bucket"));
	}

	@Test
	void answersAreSlow() throws Exception {
		discord.fail().rest().times(1).latency(Duration.ofMillis(300));
		long start = System.nanoTime();
		assertThat(rest.get("gateway").status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void theEffectTakesPlaceThoughTheAnswerIsLost() throws Exception {
		discord.fail().rest().times(1).loseAnswer();
		RestClient impatient = new RestClient(discord).timeout(Duration.ofMillis(300));
		assertThatExceptionOfType(HttpTimeoutException.class)
			.isThrownBy(() -> impatient.post(messages, "{\"content\":\"lost\"}"));
		discord.fail().rest().times(1).resetConnection();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> rest.send("PATCH", "channels/" + discord.guild(0).channelId(), "{\"name\":\"reset\"}"));
		assertThat(discord.record().messages()).extracting("content").contains("lost");
		assertThat(rest.get("channels/" + discord.guild(0).channelId()).json().path("name").stringValue())
			.isEqualTo("reset");
		assertThat(discord.record().requests()).extracting(DiscordRecord.Request::fault)
			.contains("answer lost", "connection reset");
	}

	@Test
	void anAddressIsBanned() throws Exception {
		discord.fail().rest().ban("127.0.0.1", Duration.ofMinutes(1));
		RestClient.Answer banned = rest.get("gateway");
		assertThat(banned.status()).isEqualTo(429);
		assertThat(banned.header("via")).isNull();
		discord.fail().heal();
		assertThat(rest.get("gateway").status()).isEqualTo(200);
		discord.fail().rest().ban("127.0.0.2", Duration.ofMinutes(1));
		assertThat(rest.get("gateway").status()).isEqualTo(200);
	}

}
