package io.github.fleetboot.test.discord.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.SentInteraction;
import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.InteractionResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client that keeps to Discord's documentation does with the REST API, and that it
 * is never refused.
 */
class LetterOfTheRestApiTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration WINDOW = Duration.ofMillis(100);

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder().guilds(3).identifyWindow(WINDOW);

	private static ReferenceClient start(DiscordEmulator discord) throws InterruptedException {
		ReferenceClient client = ReferenceClient.start(discord, WINDOW.multipliedBy(2), true);
		client.awaitGuilds(0);
		discord.awaitSessions(1, PATIENCE);
		return client;
	}

	private static void assertNothingWasRefused(DiscordEmulator discord) {
		assertThat(discord.record().violations()).isEmpty();
		assertThat(discord.record().requests()).allMatch((request) -> request.status() < 300);
	}

	@Test
	void neverSendsIntoAnEmptyBucket() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(3, Duration.ofMillis(200)).start();
				ReferenceClient client = start(discord)) {
			List<CompletableFuture<ReferenceRest.Answer>> answers = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				String messages = "channels/%d/messages".formatted(discord.guild(i % 2).channelId());
				answers.add(client.rest().send("POST", messages, "{\"content\":\"%d\"}", i));
			}
			answers.forEach(CompletableFuture::join);
			assertThat(discord.record().messages()).hasSize(12);
			assertThat(discord.record().messages()).filteredOn((message) -> message.guildId() == discord.guild(0).id())
				.extracting(BotMessage::content)
				.containsExactly("0", "2", "4", "6", "8", "10");
			assertNothingWasRefused(discord);
		}
	}

	@Test
	void waitsAsLongAsItIsToldWhenItIsRefused() throws Exception {
		try (DiscordEmulator discord = this.builder.messageLimit(1, Duration.ofSeconds(1)).start();
				ReferenceClient first = start(discord);
				ReferenceClient second = ReferenceClient.restOnly(discord)) {
			String messages = "channels/%d/messages".formatted(discord.guild(0).channelId());
			first.rest().send("POST", messages, "{\"content\":\"first\"}").join();
			assertThat(second.rest().send("POST", messages, "{\"content\":\"second\"}").join().status()).isEqualTo(200);
			assertThat(discord.record().requests()).filteredOn((request) -> request.method().equals("POST"))
				.extracting(DiscordRecord.Request::status)
				.containsExactly(200, 429, 200);
		}
	}

	@Test
	void hearsOfWhatItDoesWithAMessage() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			String messages = "channels/%d/messages".formatted(discord.guild(0).channelId());
			JsonNode created = client.rest().send("POST", messages, "{\"content\":\"one\"}").join().body();
			String message = messages + "/" + created.path("id").stringValue();
			assertThat(client.await(0, "MESSAGE_CREATE").data().path("content").stringValue()).isEqualTo("one");
			client.rest().send("PATCH", message, "{\"content\":\"two\"}").join();
			JsonNode updated = client.await(0, "MESSAGE_UPDATE").data();
			assertThat(updated.path("id")).isEqualTo(created.path("id"));
			assertThat(updated.path("content").stringValue()).isEqualTo("two");
			assertThat(client.rest().get(message).join().body().path("content").stringValue()).isEqualTo("two");
			client.rest().delete(message).join();
			assertThat(client.await(0, "MESSAGE_DELETE").data().path("id")).isEqualTo(created.path("id"));
			assertNothingWasRefused(discord);
		}
	}

	@Test
	void answersAnInteractionAtOnce() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			SentInteraction interaction = discord.slashCommand(1, "echo").option("word", "hi").send();
			JsonNode data = client.await(0, "INTERACTION_CREATE").data();
			String word = data.path("data").path("options").path(0).path("value").stringValue();
			ReferenceRest.Answer answer = client.rest()
				.send("POST", callback(data) + "?with_response=true",
						"{\"type\":4,\"data\":{\"content\":\"%s\",\"flags\":64}}", word)
				.join();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body().path("interaction").path("id")).isEqualTo(data.path("id"));
			InteractionResponse response = interaction.awaitResponse(PATIENCE);
			assertThat(response.content()).isEqualTo("hi");
			assertThat(response.ephemeral()).isTrue();
			assertNothingWasRefused(discord);
		}
	}

	@Test
	void answersAnInteractionLaterAndFollowsUp() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			SentInteraction interaction = discord.slashCommand(1, "later").send();
			JsonNode data = client.await(0, "INTERACTION_CREATE").data();
			assertThat(client.rest().send("POST", callback(data), "{\"type\":5}").join().status()).isEqualTo(204);
			String webhook = "webhooks/%s/%s".formatted(data.path("application_id").stringValue(),
					data.path("token").stringValue());
			String original = webhook + "/messages/@original";
			client.rest().send("PATCH", original, "{\"content\":\"done\"}").join();
			assertThat(client.rest().get(original).join().body().path("content").stringValue()).isEqualTo("done");
			JsonNode more = client.rest().send("POST", webhook, "{\"content\":\"more\"}").join().body();
			String followUp = webhook + "/messages/" + more.path("id").stringValue();
			assertThat(interaction.awaitResponse(PATIENCE).content()).isEqualTo("done");
			assertThat(interaction.awaitFollowUps(1, PATIENCE)).hasSize(1);
			client.rest().delete(followUp).join();
			client.rest().delete(original).join();
			assertNothingWasRefused(discord);
		}
	}

	private static String callback(JsonNode interaction) {
		return "interactions/%s/%s/callback".formatted(interaction.path("id").stringValue(),
				interaction.path("token").stringValue());
	}

	@Test
	void sendsFilesAlong() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			Multipart body = new Multipart("""
					{"content":"a file","attachments":[{"id":0,"filename":"hello.txt","description":"Greets"}]}""")
				.file("hello.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
			ReferenceRest.Answer answer = client.rest()
				.send("POST", "channels/%d/messages".formatted(discord.guild(0).channelId()), body)
				.join();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body().path("content").stringValue()).isEqualTo("a file");
			JsonNode attachment = answer.body().path("attachments").path(0);
			assertThat(attachment.path("filename").stringValue()).isEqualTo("hello.txt");
			assertThat(attachment.path("description").stringValue()).isEqualTo("Greets");
			assertThat(attachment.path("size").intValue()).isEqualTo(5);
			assertNothingWasRefused(discord);
		}
	}

	@Test
	void doesNotSendAMessageTwiceWhenItRepeatsItsNonce() throws Exception {
		try (DiscordEmulator discord = this.builder.start(); ReferenceClient client = start(discord)) {
			String messages = "channels/%d/messages".formatted(discord.guild(0).channelId());
			String body = "{\"content\":\"once\",\"nonce\":\"n1\",\"enforce_nonce\":true}";
			JsonNode first = client.rest().send("POST", messages, body).join().body();
			JsonNode second = client.rest().send("POST", messages, body).join().body();
			assertThat(second.path("id")).isEqualTo(first.path("id"));
			assertThat(client.await(0, "MESSAGE_CREATE").data().path("nonce").stringValue()).isEqualTo("n1");
			assertThat(discord.record().messages()).hasSize(1);
			assertNothingWasRefused(discord);
		}
	}

}
