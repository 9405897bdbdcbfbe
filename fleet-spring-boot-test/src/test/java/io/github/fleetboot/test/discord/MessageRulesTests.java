package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.SentFile;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be done with messages, and what the sessions are told of it.
 */
class MessageRulesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String THUMB = "%F0%9F%91%8D";

	private static final int ALL_INTENTS = 0x331FFFF;

	private static DiscordEmulator discord;

	private static RestClient rest;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder()
			.guilds(12)
			.maxConcurrency(64)
			.rateLimits(false)
			.identifyWindow(Duration.ofNanos(1))
			.rest((rules) -> rules.uploadLimits(100, 1000))
			.start();
		rest = new RestClient(discord);
	}

	@AfterAll
	static void stop() {
		rest.close();
		discord.close();
	}

	private static String messages(int guild) {
		return "channels/" + discord.guild(guild).channelId() + "/messages";
	}

	private static String say(int guild, String content) throws Exception {
		return rest.post(messages(guild), "{\"content\":\"%s\"}".formatted(content)).json().path("id").stringValue();
	}

	private static JsonNode upload(String method, String path, String json, String... files) throws Exception {
		return send(method, path, json, files).json();
	}

	private static RestClient.Answer send(String method, String path, String json, String... files) throws Exception {
		StringBuilder body = new StringBuilder();
		body.append("--cut\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n")
			.append("Content-Type: application/json\r\n\r\n")
			.append(json)
			.append("\r\n");
		for (int i = 0; i < files.length; i++) {
			body.append("--cut\r\nContent-Disposition: form-data; name=\"files[%1$d]\"; filename=\"f%1$d.txt\"\r\n"
				.formatted(i)).append("Content-Type: text/plain\r\n\r\n").append(files[i]).append("\r\n");
		}
		body.append("--cut--\r\n");
		return rest.send(method, path, "multipart/form-data; boundary=cut", body.toString().getBytes(UTF_8));
	}

	@Test
	void filesAreSentAlongAndCanBeLoaded() throws Exception {
		JsonNode created = upload("POST", messages(0),
				"{\"content\":\"see\",\"attachments\":[{\"id\":0,\"description\":\"first\"},{\"id\":1}]}", "one",
				"two!");
		assertThat(created.path("attachments")).hasSize(2);
		JsonNode second = created.path("attachments").path(1);
		assertThat(second.path("filename").stringValue()).isEqualTo("f1.txt");
		assertThat(second.path("size").intValue()).isEqualTo(4);
		assertThat(created.path("attachments").path(0).path("description").stringValue()).isEqualTo("first");
		BotMessage recorded = recorded(created);
		assertThat(recorded.files()).extracting(SentFile::size).containsExactly(3, 4);
		assertThat(recorded.files().get(0).bytes()).isEqualTo("one".getBytes(UTF_8));
		String url = second.path("url").stringValue();
		RestClient cdn = new RestClient(discord, "").authorization(null).userAgent("curl");
		assertThat(cdn.get(url).response().body()).isEqualTo("two!");
		assertThat(cdn.get(url + "x").status()).isEqualTo(404);
	}

	private static BotMessage recorded(JsonNode created) {
		return discord.record()
			.messages()
			.stream()
			.filter((message) -> Long.toString(message.id()).equals(created.path("id").stringValue()))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void anEditKeepsTheFilesItLists() throws Exception {
		JsonNode created = upload("POST", messages(0), "{}", "one", "two");
		String message = messages(0) + "/" + created.path("id").stringValue();
		assertThat(rest.send("PATCH", message, "{\"content\":\"x\"}").json().path("attachments")).hasSize(2);
		String kept = created.path("attachments").path(1).path("id").stringValue();
		JsonNode edited = upload("PATCH", message, "{\"attachments\":[{\"id\":\"%s\"},{\"id\":0}]}".formatted(kept),
				"three");
		assertThat(edited.path("attachments")).hasSize(2);
		assertThat(edited.path("attachments").path(0).path("id").stringValue()).isEqualTo(kept);
		assertThat(edited.path("attachments").path(1).path("size").intValue()).isEqualTo(5);
		assertThat(rest.send("PATCH", message, "{\"attachments\":[]}").json().path("attachments")).isEmpty();
	}

	@Test
	void refusesFilesAndRequestsThatAreTooLarge() throws Exception {
		RestClient.Answer file = send("POST", messages(0), "{}", "x".repeat(101));
		assertThat(file.status()).isEqualTo(400);
		assertThat(file.code()).isEqualTo(50045);
		assertThat(send("POST", messages(0), "{}", "x".repeat(100)).status()).isEqualTo(200);
		RestClient.Answer request = rest.post(messages(0), "{\"content\":\"%s\"}".formatted("x".repeat(1000)));
		assertThat(request.status()).isEqualTo(413);
		assertThat(request.code()).isEqualTo(40005);
	}

	@Test
	void anEnforcedNonceCreatesOneMessage() throws Exception {
		String body = "{\"content\":\"once\",\"nonce\":\"n1\",\"enforce_nonce\":%s}";
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			JsonNode first = rest.post(messages(1), body.formatted(true)).json();
			assertThat(rest.post(messages(1), body.formatted(true)).json().path("id")).isEqualTo(first.path("id"));
			assertThat(rest.post(messages(2), body.formatted(true)).json().path("id")).isNotEqualTo(first.path("id"));
			assertThat(rest.post(messages(1), body.formatted(false)).json().path("id")).isNotEqualTo(first.path("id"));
			for (int i = 0; i < 3; i++) {
				assertThat(client.await("MESSAGE_CREATE").path("d").path("nonce").stringValue()).isEqualTo("n1");
			}
			say(1, "last");
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("last");
		}
	}

	@Test
	void withoutANonceThereIsNoneToEnforce() throws Exception {
		String body = "{\"content\":\"twice\",\"enforce_nonce\":true}";
		RestClient.Answer first = rest.post(messages(0), body);
		RestClient.Answer second = rest.post(messages(0), body);
		assertThat(first.status()).isEqualTo(200);
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
	}

	@Test
	void aReplyRefersToAMessageThatIsThere() throws Exception {
		long other = discord.message(3).content("x").send().id();
		String reply = "{\"content\":\"y\",\"message_reference\":{\"message_id\":\"%s\",\"fail_if_not_exists\":%s}}";
		JsonNode created = rest.post(messages(3), reply.formatted(other, true)).json();
		assertThat(created.path("type").intValue()).isEqualTo(19);
		assertThat(created.path("message_reference").path("message_id").stringValue()).isEqualTo(Long.toString(other));
		assertThat(rest.post(messages(3), reply.formatted(4711, true)).error("message_reference"))
			.isEqualTo("REPLIES_UNKNOWN_MESSAGE");
		assertThat(rest.post(messages(3), reply.formatted(4711, false)).json().has("message_reference")).isFalse();
	}

	@Test
	void messagesAreListedNewestFirst() throws Exception {
		for (int i = 0; i < 5; i++) {
			discord.message(4).content("m" + i).send();
		}
		JsonNode all = rest.get(messages(4)).json();
		assertThat(contents(all)).containsExactly("m4", "m3", "m2", "m1", "m0");
		String middle = all.path(2).path("id").stringValue();
		assertThat(contents(rest.get(messages(4) + "?limit=2").json())).containsExactly("m4", "m3");
		assertThat(contents(rest.get(messages(4) + "?before=" + middle).json())).containsExactly("m1", "m0");
		assertThat(contents(rest.get(messages(4) + "?limit=1&after=" + middle).json())).containsExactly("m3");
		assertThat(contents(rest.get(messages(4) + "?limit=3&around=" + middle).json())).containsExactly("m3", "m2",
				"m1");
	}

	private static Stream<String> contents(JsonNode list) {
		return IntStream.range(0, list.size()).mapToObj((i) -> list.path(i).path("content").stringValue());
	}

	@Test
	void contentIsForApplicationsThatMayReadIt() throws Exception {
		try (DiscordEmulator modest = DiscordEmulator.builder()
			.privilegedIntents(PrivilegedIntent.GUILD_MEMBERS)
			.start(); RestClient client = new RestClient(modest)) {
			String path = "channels/" + modest.guild(0).channelId() + "/messages";
			modest.message(0).content("secret").send();
			modest.message(0).content("<@" + modest.applicationId() + ">").send();
			assertThat(contents(client.get(path).json())).containsExactly("<@" + modest.applicationId() + ">", "");
		}
	}

	@Test
	void manyAreDeletedAtOnce() throws Exception {
		String bulk = messages(5) + "/bulk-delete";
		String first = say(5, "1");
		String second = say(5, "2");
		long old = discord.message(5).content("old").ago(Duration.ofDays(15)).send().id();
		assertThat(rest.post(bulk, ids(first)).code()).isEqualTo(50016);
		assertThat(
				rest.post(bulk, ids(IntStream.range(1, 102).mapToObj(Integer::toString).toArray(String[]::new))).code())
			.isEqualTo(50016);
		assertThat(rest.post(bulk, ids(first, first)).error("messages.1")).isEqualTo("SET_TYPE_ALREADY_CONTAINS_VALUE");
		RestClient.Answer tooOld = rest.post(bulk, ids(first, Long.toString(old)));
		assertThat(tooOld.status()).isEqualTo(400);
		assertThat(tooOld.code()).isEqualTo(50034);
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			assertThat(rest.post(bulk, ids(first, second)).status()).isEqualTo(204);
			assertThat(client.await("MESSAGE_DELETE_BULK").path("d").path("ids")).hasSize(2);
		}
		assertThat(contents(rest.get(messages(5)).json())).containsExactly("old");
	}

	private static String ids(String... ids) {
		return Stream.of(ids).collect(joining("\",\"", "{\"messages\":[\"", "\"]}"));
	}

	@Test
	void aMessageIsEditedAndDeleted() throws Exception {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1)) {
			client.await("READY");
			String id = say(6, "a");
			assertThat(rest.send("PATCH", messages(6) + "/" + id, "{\"content\":\"b\"}").status()).isEqualTo(200);
			JsonNode updated = client.await("MESSAGE_UPDATE").path("d");
			assertThat(updated.path("content").stringValue()).isEqualTo("b");
			assertThat(updated.path("edited_timestamp").isNull()).isFalse();
			assertThat(rest.send("DELETE", messages(6) + "/" + id, null).status()).isEqualTo(204);
			assertThat(client.await("MESSAGE_DELETE").path("d").path("id").stringValue()).isEqualTo(id);
			assertThat(rest.send("DELETE", messages(6) + "/" + id, null).code()).isEqualTo(10008);
		}
	}

	@Test
	void reactionsComeAndGo() throws Exception {
		String message = messages(7) + "/" + say(7, "x");
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1, ALL_INTENTS)) {
			client.await("READY");
			assertThat(rest.send("PUT", message + "/reactions/" + THUMB + "/@me", null).status()).isEqualTo(204);
			JsonNode added = client.await("MESSAGE_REACTION_ADD").path("d");
			assertThat(added.path("emoji").path("name").stringValue()).isEqualTo("👍");
			assertThat(added.path("user_id").stringValue()).isEqualTo(Long.toString(discord.applicationId()));
			assertThat(rest.get(message + "/reactions/" + THUMB).json()).hasSize(1);
			assertThat(rest.get(message).json().path("reactions").path(0).path("me").booleanValue()).isTrue();
			assertThat(rest.send("DELETE", message + "/reactions/" + THUMB + "/@me", null).status()).isEqualTo(204);
			assertThat(client.await("MESSAGE_REACTION_REMOVE").path("d").has("member")).isFalse();
			assertThat(rest.get(message + "/reactions/" + THUMB).json()).isEmpty();
			rest.send("PUT", message + "/reactions/kept:4711/@me", null);
			assertThat(rest.send("DELETE", message + "/reactions", null).status()).isEqualTo(204);
			client.await("MESSAGE_REACTION_REMOVE_ALL");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "thumbsup", "x:y", "1" })
	void refusesWhatIsNoEmoji(String emoji) throws Exception {
		RestClient.Answer answer = rest.send("PUT", messages(7) + "/" + say(7, "x") + "/reactions/" + emoji + "/@me",
				null);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(10014);
	}

	@Test
	void aMessageTakesTwentyKindsOfReactions() throws Exception {
		String message = messages(8) + "/" + say(8, "x");
		for (int i = 0; i < 20; i++) {
			assertThat(rest.send("PUT", message + "/reactions/emoji:" + (4711 + i) + "/@me", null).status())
				.isEqualTo(204);
		}
		RestClient.Answer refused = rest.send("PUT", message + "/reactions/emoji:5000/@me", null);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo(30010);
		assertThat(rest.send("PUT", message + "/reactions/emoji:4711/@me", null).status()).isEqualTo(204);
	}

	@Test
	void aWebhookSpeaksWithItsToken() throws Exception {
		String channel = "channels/" + discord.guild(9).channelId();
		JsonNode created = rest.post(channel + "/webhooks", "{\"name\":\"hook\"}").json();
		String id = created.path("id").stringValue();
		String webhook = "webhooks/" + id + "/" + created.path("token").stringValue();
		assertThat(rest.get(channel + "/webhooks").json()).hasSize(1);
		RestClient anyone = new RestClient(discord).authorization(null);
		assertThat(anyone.post(webhook, "{\"content\":\"quiet\"}").status()).isEqualTo(204);
		JsonNode loud = anyone.post(webhook + "?wait=true", "{\"content\":\"loud\",\"username\":\"u\"}").json();
		assertThat(loud.path("webhook_id").stringValue()).isEqualTo(id);
		assertThat(loud.path("author").path("username").stringValue()).isEqualTo("u");
		String message = webhook + "/messages/" + loud.path("id").stringValue();
		assertThat(anyone.send("PATCH", message, "{\"content\":\"softer\"}").status()).isEqualTo(200);
		assertThat(anyone.send("DELETE", message, null).status()).isEqualTo(204);
		assertThat(anyone.get(message).code()).isEqualTo(10008);
		RestClient.Answer wrong = anyone.post("webhooks/" + id + "/wrong", "{\"content\":\"x\"}");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.code()).isEqualTo(50027);
		assertThat(anyone.send("DELETE", webhook, null).status()).isEqualTo(204);
		assertThat(anyone.post(webhook, "{\"content\":\"x\"}").code()).isEqualTo(10015);
	}

}
