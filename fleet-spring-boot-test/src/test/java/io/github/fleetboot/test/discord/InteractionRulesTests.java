package io.github.fleetboot.test.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How interactions are answered, and when no longer.
 */
class InteractionRulesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String BUTTON = "{\"content\":\"press\",\"components\":[{\"type\":1,\"components\":["
			+ "{\"type\":2,\"style\":1,\"label\":\"go\",\"custom_id\":\"go\"}]}]}";

	private static final String MODAL = "{\"type\":9,\"data\":{\"title\":\"t\",\"custom_id\":\"form\",\"components\":["
			+ "{\"type\":1,\"components\":[{\"type\":4,\"style\":1,\"label\":\"l\",\"custom_id\":\"word\"}]}]}}";

	private static DiscordEmulator discord;

	private static RestClient rest;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().guilds(2).rateLimits(false).start();
		rest = new RestClient(discord).authorization(null);
	}

	@AfterAll
	static void stop() {
		rest.close();
		discord.close();
	}

	private static RestClient.Answer callback(SentInteraction interaction, String body) throws Exception {
		return callback(rest, interaction, body);
	}

	private static RestClient.Answer callback(RestClient client, SentInteraction interaction, String body)
			throws Exception {
		return client.post("interactions/%d/%s/callback".formatted(interaction.id(), interaction.token()), body);
	}

	private static RestClient.Answer explained(SentInteraction interaction, String body) throws Exception {
		return rest.post(
				"interactions/%d/%s/callback?with_response=true".formatted(interaction.id(), interaction.token()),
				body);
	}

	private static String webhook(DiscordEmulator emulator, SentInteraction interaction) {
		return "webhooks/%d/%s".formatted(emulator.applicationId(), interaction.token());
	}

	@Test
	void theTokenHoldsTheId() {
		SentInteraction interaction = discord.slashCommand(0, "x").send();
		assertThat(interaction.token()).startsWith("aW50ZXJhY3Rpb246");
		assertThat(new String(Base64.getUrlDecoder().decode(interaction.token()), StandardCharsets.US_ASCII))
			.startsWith("interaction:" + interaction.id() + ":");
	}

	@ParameterizedTest
	@CsvSource({ "40060, 400, 40060", "10062, 404, 10062" })
	void anInteractionIsAnsweredOnce(int chosen, int status, int code) throws Exception {
		try (DiscordEmulator emulator = DiscordEmulator.builder()
			.rest((rules) -> rules.repeatedCallback(chosen))
			.start(); RestClient client = new RestClient(emulator).authorization(null)) {
			SentInteraction interaction = emulator.slashCommand(0, "x").send();
			String answer = "{\"type\":4,\"data\":{\"content\":\"a\",\"flags\":64}}";
			assertThat(client.post("interactions/1/" + interaction.token() + "/callback", answer).code())
				.isEqualTo(10062);
			assertThat(client.get(webhook(emulator, interaction) + "/messages/@original").code()).isEqualTo(10015);
			assertThat(callback(client, interaction, answer).status()).isEqualTo(204);
			RestClient.Answer second = callback(client, interaction, answer);
			assertThat(second.status()).isEqualTo(status);
			assertThat(second.code()).isEqualTo(code);
			assertThat(emulator.record().callbacks()).extracting(DiscordRecord.Callback::code)
				.containsExactly(10062, 0, code);
			InteractionResponse response = interaction.awaitResponse(PATIENCE);
			assertThat(response.content()).isEqualTo("a");
			assertThat(response.ephemeral()).isTrue();
		}
	}

	@Test
	void anInteractionIsNotAnsweredLate() throws Exception {
		try (DiscordEmulator emulator = DiscordEmulator.builder().interactionDeadline(Duration.ofNanos(1)).start();
				RestClient client = new RestClient(emulator)) {
			RestClient.Answer late = callback(client, emulator.slashCommand(0, "x").send(), "{\"type\":5}");
			assertThat(late.status()).isEqualTo(404);
			assertThat(late.code()).isEqualTo(10062);
		}
	}

	@ParameterizedTest
	@CsvSource({ "10015, 404", "50027, 401" })
	void anInteractionIsNotFollowedUpForEver(int code, int status) throws Exception {
		try (DiscordEmulator emulator = DiscordEmulator.builder()
			.rest((rules) -> rules.interactionToken(Duration.ofNanos(1), code))
			.start(); RestClient client = new RestClient(emulator).authorization(null)) {
			SentInteraction interaction = emulator.slashCommand(0, "x").send();
			assertThat(callback(client, interaction, "{\"type\":5}").status()).isEqualTo(204);
			RestClient.Answer late = client.post(webhook(emulator, interaction), "{\"content\":\"x\"}");
			assertThat(late.status()).isEqualTo(status);
			assertThat(late.code()).isEqualTo(code);
			assertThat(client.get(webhook(emulator, interaction) + "/messages/@original").code()).isEqualTo(code);
		}
	}

	@Test
	void aDeferredResponseIsCompleteWithItsEdit() throws Exception {
		SentInteraction interaction = discord.slashCommand(0, "x").send();
		JsonNode deferred = explained(interaction, "{\"type\":5}").json();
		assertThat(deferred.path("interaction").path("type").intValue()).isEqualTo(2);
		assertThat(deferred.path("interaction").path("response_message_loading").booleanValue()).isTrue();
		assertThat(deferred.path("resource").path("type").intValue()).isEqualTo(5);
		assertThat(interaction.awaitAcknowledgement(PATIENCE).completed()).isNull();
		assertThatExceptionOfType(EmulatorTimeoutException.class)
			.isThrownBy(() -> interaction.awaitResponse(Duration.ofMillis(1)));
		String webhook = webhook(discord, interaction);
		assertThat(rest.send("PATCH", webhook + "/messages/@original", "{\"content\":\"done\"}").status())
			.isEqualTo(200);
		assertThat(rest.get(webhook + "/messages/@original").json().path("content").stringValue()).isEqualTo("done");
		String more = rest.post(webhook, "{\"content\":\"more\"}").json().path("id").stringValue();
		InteractionResponse response = interaction.awaitResponse(PATIENCE);
		assertThat(response.deferred()).isTrue();
		assertThat(response.content()).isEqualTo("done");
		assertThat(interaction.awaitFollowUps(1, PATIENCE)).extracting(BotMessage::content).containsExactly("more");
		assertThat(rest.send("PATCH", webhook + "/messages/" + more, "{\"content\":\"less\"}").status()).isEqualTo(200);
		assertThat(rest.send("DELETE", webhook + "/messages/" + more, null).status()).isEqualTo(204);
		assertThat(rest.get(webhook + "/messages/" + more).code()).isEqualTo(10008);
		assertThat(rest.send("DELETE", webhook + "/messages/@original", null).status()).isEqualTo(204);
		assertThat(rest.get(webhook + "/messages/@original").code()).isEqualTo(10008);
	}

	@Test
	void theFirstFollowUpTakesThePlaceOfADeferredAnswer() throws Exception {
		SentInteraction interaction = discord.slashCommand(0, "x").send();
		callback(interaction, "{\"type\":5}");
		assertThat(rest.post(webhook(discord, interaction), "{\"content\":\"done\"}").status()).isEqualTo(200);
		assertThat(interaction.awaitResponse(PATIENCE).content()).isEqualTo("done");
	}

	@Test
	void anEphemeralAnswerIsNoMessageOfTheChannel() throws Exception {
		SentInteraction interaction = discord.slashCommand(0, "x").send();
		JsonNode message = explained(interaction, "{\"type\":4,\"data\":{\"content\":\"a\",\"flags\":64}}").json()
			.path("resource")
			.path("message");
		assertThat(new RestClient(discord)
			.get("channels/" + discord.guild(0).channelId() + "/messages/" + message.path("id").stringValue())
			.code()).isEqualTo(10008);
		assertThat(rest.get(webhook(discord, interaction) + "/messages/@original").json().path("id"))
			.isEqualTo(message.path("id"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 6, 7, 8, 13 })
	void aCommandIsNotAnsweredWithJustAnything(int type) throws Exception {
		SentInteraction interaction = discord.slashCommand(0, "x").send();
		RestClient.Answer answer = callback(interaction, "{\"type\":%d,\"data\":{\"choices\":[]}}".formatted(type));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(50035);
		assertThat(callback(interaction, "{\"type\":12}").status()).isEqualTo(204);
	}

	@Test
	void aButtonMayChangeItsMessage() throws Exception {
		BotMessage message = press();
		SentInteraction first = discord.component(message, "go").from("ann").send();
		JsonNode updated = explained(first, "{\"type\":7,\"data\":{\"content\":\"pressed\"}}").json();
		assertThat(updated.path("resource").path("message").path("content").stringValue()).isEqualTo("pressed");
		SentInteraction second = discord.component(message, "go").send();
		assertThat(callback(second, "{\"type\":6}").status()).isEqualTo(204);
		assertThat(
				rest.send("PATCH", webhook(discord, second) + "/messages/@original", "{\"content\":\"late\"}").status())
			.isEqualTo(200);
		assertThat(new RestClient(discord).get("channels/" + message.channelId() + "/messages/" + message.id())
			.json()
			.path("content")
			.stringValue()).isEqualTo("late");
		SentInteraction third = discord.component(message, "go").send();
		assertThat(callback(third, "{\"type\":4,\"data\":{\"content\":\"new\"}}").status()).isEqualTo(204);
		assertThat(third.awaitResponse(PATIENCE).content()).isEqualTo("new");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> discord.component(message, "other").send());
	}

	private static BotMessage press() throws Exception {
		long channel = discord.guild(0).channelId();
		String id = new RestClient(discord).post("channels/" + channel + "/messages", BUTTON)
			.json()
			.path("id")
			.stringValue();
		return discord.record()
			.messages()
			.stream()
			.filter((message) -> Long.toString(message.id()).equals(id))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void proposalsAreMadeForWhatIsTyped() throws Exception {
		SentInteraction interaction = discord.slashCommand(0, "find").option("word", "h").autocomplete("word");
		assertThat(callback(interaction, "{\"type\":4,\"data\":{\"content\":\"x\"}}").status()).isEqualTo(400);
		RestClient.Answer bad = callback(interaction, "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"hi\"}]}}");
		assertThat(bad.error("data.choices.0.value")).isEqualTo("BASE_TYPE_REQUIRED");
		assertThat(callback(interaction, "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"hi\",\"value\":\"hi\"}]}}")
			.status()).isEqualTo(204);
		InteractionResponse response = interaction.awaitResponse(PATIENCE);
		assertThat(response.type()).isEqualTo(8);
		assertThat(response.json()).contains("\"hi\"");
	}

	@Test
	void aModalIsShownAndSentOff() throws Exception {
		SentInteraction opener = discord.slashCommand(0, "x").from("ann").send();
		assertThat(
				callback(opener, "{\"type\":9,\"data\":{\"title\":\"t\",\"components\":[]}}").error("data.custom_id"))
			.isEqualTo("BASE_TYPE_REQUIRED");
		assertThat(callback(opener, MODAL).status()).isEqualTo(204);
		SentInteraction sent = opener.awaitModal(PATIENCE).field("word", "hi").send();
		assertThat(callback(sent, MODAL).status()).isEqualTo(400);
		assertThat(callback(sent, "{\"type\":7,\"data\":{\"content\":\"x\"}}").status()).isEqualTo(400);
		assertThat(callback(sent, "{\"type\":4,\"data\":{\"content\":\"thanks\"}}").status()).isEqualTo(204);
		assertThat(sent.awaitResponse(PATIENCE).content()).isEqualTo("thanks");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sent.awaitModal(PATIENCE));
	}

}
