package io.github.fleetboot.test.discord;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the REST API answers, and how it says no.
 */
class RestRulesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().guilds(2);

	@Test
	void tellsTheBotAboutItselfAndTheGateway() throws Exception {
		try (DiscordEmulator discord = this.builder.botName("otter").shards(3).maxConcurrency(2).start();
				RestClient rest = new RestClient(discord)) {
			assertThat(rest.get("users/@me").json().path("username").stringValue()).isEqualTo("otter");
			JsonNode gateway = rest.get("gateway/bot").json();
			assertThat(gateway.path("url").stringValue()).isEqualTo(discord.gatewayUrl());
			assertThat(gateway.path("shards").intValue()).isEqualTo(3);
			assertThat(gateway.path("session_start_limit").path("max_concurrency").intValue()).isEqualTo(2);
			assertThat(rest.get("oauth2/applications/@me").json()).isEqualTo(rest.get("applications/@me").json());
			assertThat(rest.authorization(null).get("gateway").status()).isEqualTo(200);
		}
	}

	@Test
	void theFlagsTellWhichIntentsAreEnabled() throws Exception {
		try (DiscordEmulator small = this.builder.privilegedIntents(PrivilegedIntent.MESSAGE_CONTENT).start();
				DiscordEmulator large = this.builder.guilds(100)
					.privilegedIntents(PrivilegedIntent.GUILD_MEMBERS, PrivilegedIntent.GUILD_PRESENCES)
					.start();
				RestClient ofSmall = new RestClient(small);
				RestClient ofLarge = new RestClient(large)) {
			assertThat(ofSmall.get("applications/@me").json().path("flags").intValue()).isEqualTo(1 << 23 | 1 << 19);
			assertThat(ofLarge.get("applications/@me").json().path("flags").intValue())
				.isEqualTo(1 << 23 | 1 << 14 | 1 << 12);
		}
	}

	@Test
	void worksWithoutThePrefixAndRefusesOtherVersions() throws Exception {
		try (DiscordEmulator discord = this.builder.start();
				RestClient bare = new RestClient(discord, "http://127.0.0.1:" + discord.port() + "/")) {
			assertThat(bare.get("users/@me").status()).isEqualTo(200);
			assertThat(bare.get("api/v6/users/@me").code()).isEqualTo(50041);
			assertThat(discord.record().requests()).extracting(DiscordRecord.Request::route)
				.containsExactly("users/@me", null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bot wrong", "Bearer x" })
	void refusesWhoeverIsNotTheBot(String authorization) throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			RestClient.Answer answer = rest.authorization(authorization.isEmpty() ? null : authorization)
				.get("users/@me");
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.code()).isZero();
			assertThat(answer.json().path("message").stringValue()).isEqualTo("401: Unauthorized");
			assertThat(answer.header("via")).isEqualTo("1.1 google");
		}
	}

	@Test
	void refusesWhatDoesNotExistOrHasNoForm() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			String messages = "channels/" + discord.guild(0).channelId() + "/messages";
			assertThat(rest.get("channels/" + discord.guild(0).channelId()).status()).isEqualTo(200);
			assertThat(rest.get("channels/4711").code()).isEqualTo(10003);
			assertThat(rest.post("channels/4711/messages", "{}").status()).isEqualTo(404);
			assertThat(rest.get("nowhere").status()).isEqualTo(404);
			assertThat(rest.get(messages + "/1").code()).isEqualTo(10008);
			assertThat(rest.post(messages, "{").code()).isEqualTo(50109);
			assertThat(rest.post(messages, "{}").code()).isEqualTo(50006);
			assertThat(rest.post(messages, "{\"content\":\"" + "x".repeat(2001) + "\"}").code()).isEqualTo(50035);
		}
	}

	@Test
	void aCreatedMessageIsReturnedAndTold() throws Exception {
		try (DiscordEmulator discord = this.builder.start();
				RestClient rest = new RestClient(discord);
				GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			discord.awaitSessions(1, PATIENCE);
			long channel = discord.guild(1).channelId();
			SentMessage other = discord.message(1).content("before").send();
			SentMessage sent = discord.message(1).content("hm?").send();
			client.await("MESSAGE_CREATE");
			client.await("MESSAGE_CREATE");
			rest.post("channels/" + channel + "/messages",
					"{\"content\":\"to another\",\"message_reference\":{\"message_id\":\"" + other.id() + "\"}}");
			JsonNode created = rest.post("channels/" + channel + "/messages", "{\"content\":\"hello\",\"nonce\":\"7\"}")
				.json();
			client.await("MESSAGE_CREATE");
			JsonNode told = client.await("MESSAGE_CREATE").path("d");
			assertThat(told.path("id")).isEqualTo(created.path("id"));
			assertThat(told.path("content").stringValue()).isEqualTo("hello");
			assertThat(told.path("nonce").stringValue()).isEqualTo("7");
			assertThat(told.path("guild_id").stringValue()).isEqualTo(Long.toString(discord.guild(1).id()));
			BotMessage reply = sent.awaitReply(PATIENCE);
			assertThat(reply.content()).isEqualTo("hello");
			assertThat(reply.guildId()).isEqualTo(discord.guild(1).id());
		}
	}

	@Test
	void outagesComeAndGo() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			discord.fail().rest(503);
			assertThat(rest.get("users/@me").status()).isEqualTo(503);
			discord.fail().heal();
			assertThat(rest.get("users/@me").status()).isEqualTo(200);
			discord.fail().refuseConnections();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> rest.get("users/@me"));
			discord.fail().heal();
			assertThat(rest.get("users/@me").status()).isEqualTo(200);
			discord.fail().invalidateToken();
			assertThat(rest.get("users/@me").status()).isEqualTo(401);
			assertThat(discord.awaitRequest((request) -> request.status() == 503, PATIENCE).path())
				.isEqualTo("users/@me");
		}
	}

	@Test
	void aBlackHoleSwallowsNewConnections() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			discord.fail().blackHole();
			assertThatExceptionOfType(HttpTimeoutException.class)
				.isThrownBy(() -> rest.timeout(Duration.ofMillis(200)).get("users/@me"));
			discord.fail().heal();
			assertThat(rest.timeout(PATIENCE).get("users/@me").status()).isEqualTo(200);
		}
	}

	@Test
	void listensOnTheChosenPortAndFreesIt() {
		DiscordEmulator discord = this.builder.start();
		int port = discord.port();
		try (discord) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> DiscordEmulator.builder().port(port).start())
				.withMessageContaining("port " + port);
		}
		try (DiscordEmulator again = DiscordEmulator.builder().port(port).start()) {
			assertThat(again.apiUrl()).isEqualTo("http://127.0.0.1:" + port + "/api/v10/");
		}
	}

}
