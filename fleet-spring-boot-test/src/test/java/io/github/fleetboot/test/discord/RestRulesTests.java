package io.github.fleetboot.test.discord;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import io.github.fleetboot.test.discord.record.Moment;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import io.github.fleetboot.test.discord.rest.RateLimits;
import io.github.fleetboot.test.discord.rest.RestRequest;
import io.github.fleetboot.test.discord.rest.RestResponse;
import io.github.fleetboot.test.discord.rest.Route;
import io.github.fleetboot.test.discord.world.Settings;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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
			SentMessage sent = discord.message(1).content("hm?").send();
			client.await("MESSAGE_CREATE");
			rest.post("channels/" + channel + "/messages",
					"{\"content\":\"to another\",\"message_reference\":{\"message_id\":\"1\"}}");
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
	void limitsMessagesPerChannel() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(2, Duration.ofSeconds(30)).start();
				RestClient rest = new RestClient(discord)) {
			String messages = "channels/" + discord.guild(0).channelId() + "/messages";
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
			assertThat(third.json().path("retry_after").doubleValue()).isBetween(25.0, 30.0);
			assertThat(third.json().path("global").booleanValue()).isFalse();
			String elsewhere = "channels/" + discord.guild(1).channelId() + "/messages";
			RestClient.Answer other = rest.post(elsewhere, "{\"content\":\"4\"}");
			assertThat(other.status()).isEqualTo(200);
			assertThat(other.header("X-RateLimit-Bucket")).isEqualTo(first.header("X-RateLimit-Bucket"));
			assertThat(discord.record().messages()).extracting(BotMessage::content).containsExactly("1", "2", "4");
			assertThat(discord.record().requests()).extracting(DiscordRecord.Request::rateLimitScope)
				.containsExactly(null, null, "user", null);
		}
	}

	@Test
	void aWindowOpensAnewOnceItIsOver() {
		Settings settings = new Settings();
		settings.globalLimit = 2;
		RateLimits limits = new RateLimits(settings);
		Route route = new Route("GET", "x", Route.Access.BOT, null, (request) -> RestResponse.noContent());
		assertThat(limits.take(route, at(0))).isNull();
		assertThat(limits.take(route, at(900))).isNull();
		RestResponse refused = limits.take(route, at(999));
		assertThat(refused).isNotNull();
		assertThat(refused.headers()).containsEntry("X-RateLimit-Global", "true")
			.containsEntry("X-RateLimit-Scope", "global")
			.containsEntry("Retry-After", "1");
		assertThat(limits.take(route, at(1000))).isNull();
	}

	private static RestRequest at(long millis) {
		Moment time = new Moment(Duration.ofMillis(millis).toNanos(), Instant.EPOCH);
		return new RestRequest(time, "GET", "x", Map.of(), Map.of(), null, null, false);
	}

	@Test
	void theGlobalLimitSparesInteractions() throws Exception {
		try (DiscordEmulator discord = this.builder.globalLimit(1, true).start();
				RestClient rest = new RestClient(discord)) {
			SentInteraction interaction = discord.slashCommand(0, "x").send();
			int refused = 0;
			for (int i = 0; i < 5; i++) {
				RestClient.Answer answer = rest.get("users/@me");
				if (answer.status() == 429) {
					assertThat(answer.json().path("global").booleanValue()).isTrue();
					assertThat(answer.header("X-RateLimit-Global")).isEqualTo("true");
					assertThat(answer.header("X-RateLimit-Limit")).isNull();
					refused++;
				}
			}
			assertThat(refused).isPositive();
			assertThat(callback(rest, interaction, "{\"type\":4,\"data\":{\"content\":\"a\"}}").status())
				.isEqualTo(204);
		}
	}

	@Test
	void withoutLimitsAllPasses() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(1, PATIENCE)
			.globalLimit(1, false)
			.rateLimits(false)
			.start(); RestClient rest = new RestClient(discord)) {
			String messages = "channels/" + discord.guild(0).channelId() + "/messages";
			for (int i = 0; i < 3; i++) {
				RestClient.Answer answer = rest.post(messages, "{\"content\":\"x\"}");
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.header("X-RateLimit-Limit")).isNull();
			}
		}
	}

	@Test
	void anInteractionIsAnsweredOnce() throws Exception {
		try (DiscordEmulator discord = this.builder.start();
				RestClient rest = new RestClient(discord).authorization(null)) {
			SentInteraction interaction = discord.slashCommand(0, "x").send();
			String answer = "{\"type\":4,\"data\":{\"content\":\"a\",\"flags\":64}}";
			assertThat(rest.post("interactions/1/" + interaction.token() + "/callback", answer).code())
				.isEqualTo(10062);
			assertThat(rest
				.get("webhooks/%d/%s/messages/@original".formatted(discord.applicationId(), interaction.token()))
				.status()).isEqualTo(404);
			assertThat(callback(rest, interaction, answer).status()).isEqualTo(204);
			RestClient.Answer second = callback(rest, interaction, answer);
			assertThat(second.status()).isEqualTo(400);
			assertThat(second.code()).isEqualTo(40060);
			assertThat(discord.record().callbacks()).extracting(DiscordRecord.Callback::code)
				.containsExactly(10062, 0, 40060);
			InteractionResponse response = interaction.awaitResponse(PATIENCE);
			assertThat(response.content()).isEqualTo("a");
			assertThat(response.ephemeral()).isTrue();
		}
	}

	@Test
	void anInteractionIsNotAnsweredLate() throws Exception {
		try (DiscordEmulator discord = this.builder.interactionDeadline(Duration.ofNanos(1)).start();
				RestClient rest = new RestClient(discord)) {
			RestClient.Answer late = callback(rest, discord.slashCommand(0, "x").send(), "{\"type\":5}");
			assertThat(late.status()).isEqualTo(404);
			assertThat(late.code()).isEqualTo(10062);
		}
	}

	@Test
	void aDeferredResponseIsCompleteWithItsEdit() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			SentInteraction interaction = discord.slashCommand(0, "x").send();
			String path = "interactions/%d/%s/callback?with_response=true".formatted(interaction.id(),
					interaction.token());
			RestClient.Answer deferred = rest.post(path, "{\"type\":5}");
			assertThat(deferred.status()).isEqualTo(200);
			assertThat(deferred.json().path("interaction").path("response_message_loading").booleanValue()).isTrue();
			assertThat(interaction.awaitAcknowledgement(PATIENCE).completed()).isNull();
			assertThatExceptionOfType(EmulatorTimeoutException.class)
				.isThrownBy(() -> interaction.awaitResponse(Duration.ofMillis(1)));
			String webhook = "webhooks/%d/%s".formatted(discord.applicationId(), interaction.token());
			assertThat(rest.send("PATCH", webhook + "/messages/@original", "{\"content\":\"done\"}").status())
				.isEqualTo(200);
			assertThat(rest.get(webhook + "/messages/@original").json().path("content").stringValue())
				.isEqualTo("done");
			assertThat(rest.post(webhook, "{\"content\":\"more\"}").status()).isEqualTo(200);
			InteractionResponse response = interaction.awaitResponse(PATIENCE);
			assertThat(response.deferred()).isTrue();
			assertThat(response.content()).isEqualTo("done");
			assertThat(interaction.awaitFollowUps(1, PATIENCE)).extracting(BotMessage::content).containsExactly("more");
		}
	}

	private static RestClient.Answer callback(RestClient rest, SentInteraction interaction, String body)
			throws IOException, InterruptedException {
		return rest.post("interactions/%d/%s/callback".formatted(interaction.id(), interaction.token()), body);
	}

	@Test
	void registersCommands() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); RestClient rest = new RestClient(discord)) {
			String commands = "applications/%d/commands".formatted(discord.applicationId());
			JsonNode put = rest.send("PUT", commands, "[{\"name\":\"a\",\"description\":\"d\"}]").json();
			assertThat(put.path(0).path("application_id").stringValue())
				.isEqualTo(Long.toString(discord.applicationId()));
			assertThat(rest.post(commands, "{\"name\":\"b\",\"description\":\"d\"}").status()).isEqualTo(201);
			assertThat(rest.post(commands, "{\"name\":\"b\",\"description\":\"e\"}").status()).isEqualTo(200);
			assertThat(rest.get(commands).json()).hasSize(2);
			assertThat(discord.awaitCommand(0, "a", PATIENCE))
				.isEqualTo(Long.parseLong(put.path(0).path("id").stringValue()));
			String ofGuild = "applications/%d/guilds/%d/commands".formatted(discord.applicationId(),
					discord.guild(1).id());
			rest.send("PUT", ofGuild, "[{\"name\":\"c\",\"description\":\"d\"}]");
			discord.awaitCommand(1, "c", PATIENCE);
			assertThatExceptionOfType(EmulatorTimeoutException.class)
				.isThrownBy(() -> discord.awaitCommand(0, "c", Duration.ofMillis(1)));
			assertThat(rest.send("PUT", "applications/1/commands", "[]").status()).isEqualTo(403);
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
