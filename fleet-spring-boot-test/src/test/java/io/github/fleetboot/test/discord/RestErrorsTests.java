package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.BotPermission;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How requests are refused that are wrong in themselves.
 */
class RestErrorsTests {

	private static DiscordEmulator discord;

	private static RestClient rest;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().guilds(4).rateLimits(false).start();
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

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "Java-http-client/17", "DiscordBot", "DiscordBot (https://example.org)", "Mozilla/5.0" })
	void refusesAUserAgentOfAnotherForm(String agent) throws Exception {
		RestClient.Answer answer = new RestClient(discord).userAgent(agent).get("users/@me");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo(40333);
	}

	static Stream<String> agents() {
		return Stream.of(RestConfig.USER_AGENT, "DiscordBot (https://discord.js.org, 2.6.3) Node.js/20.19.2",
				"DiscordBot (https://github.com/abalabahaha/eris, 0.18.0)",
				"Oceanic/1.15.0 (https://github.com/OceanicJS/Oceanic)");
	}

	@ParameterizedTest
	@MethodSource("agents")
	void takesTheUserAgentsOfLibraries(String agent) throws Exception {
		assertThat(new RestClient(discord).userAgent(agent).get("users/@me").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "400, 400", "0, 200" })
	void theStatusForAUserAgentIsASwitch(int chosen, int status) throws Exception {
		try (DiscordEmulator other = DiscordEmulator.builder().rest((rules) -> rules.invalidUserAgent(chosen)).start();
				RestClient client = new RestClient(other)) {
			assertThat(client.userAgent("curl/8").get("users/@me").status()).isEqualTo(status);
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "text/plain")
	void refusesABodyOfAnotherType(String type) throws Exception {
		RestClient.Answer answer = rest.send("POST", messages(0), type, "{\"content\":\"x\"}".getBytes(UTF_8));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(50035);
		assertThat(answer.json().path("errors").path("_errors").path(0).path("code").stringValue())
			.isEqualTo("CONTENT_TYPE_INVALID");
	}

	@Test
	void takesFormsToo() throws Exception {
		RestClient.Answer answer = rest.send("POST", messages(0), "application/x-www-form-urlencoded",
				"content=a+b%26c&tts=true".getBytes(UTF_8));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().path("content").stringValue()).isEqualTo("a b&c");
		assertThat(answer.json().path("tts").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "", "{\"content\":}" })
	void refusesWhatIsNotJson(String body) throws Exception {
		RestClient.Answer answer = rest.post(messages(0), body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(50109);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"content":5}                                             | content             | STRING_TYPE_CONVERT
					{"content":"x","tts":"yes"}                               | tts                 | BOOLEAN_TYPE_CONVERT
					{"content":"x","nonce":"12345678901234567890123456"}      | nonce               | BASE_TYPE_MAX_LENGTH
					{"content":"x","flags":"many"}                            | flags               | NUMBER_TYPE_COERCE
					{"embeds":{}}                                             | embeds              | LIST_TYPE_CONVERT
					{"embeds":[{},{},{},{},{},{},{},{},{},{},{}]}             | embeds              | BASE_TYPE_MAX_LENGTH
					{"embeds":[{},{"fields":[{"name":"n"}]}]}                 | embeds.1.fields.0.value | BASE_TYPE_REQUIRED
					{"embeds":[{"color":16777216}]}                           | embeds.0.color      | NUMBER_TYPE_MAX
					{"content":"x","message_reference":{"message_id":"x"}}    | message_reference.message_id | NUMBER_TYPE_COERCE
					{"content":"x","message_reference":{"message_id":"1"}}    | message_reference   | REPLIES_UNKNOWN_MESSAGE
					{"content":"x","components":[{"type":2}]}                 | components.0.type   | UNION_TYPE_CHOICES
					{"content":"x","components":[{"type":1,"components":[{"type":2,"style":1}]}]} | components.0.components.0.custom_id | BASE_TYPE_REQUIRED
					{"content":"x","sticker_ids":["1","2","3","4"]}           | sticker_ids         | BASE_TYPE_MAX_LENGTH
					""")
	void namesTheFieldThatIsWrong(String body, String path, String code) throws Exception {
		RestClient.Answer answer = rest.post(messages(0), body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo(50035);
		assertThat(answer.json().path("message").stringValue()).isEqualTo("Invalid Form Body");
		assertThat(answer.error(path)).isEqualTo(code);
	}

	@Test
	void namesAllFieldsThatAreWrong() throws Exception {
		String content = "x".repeat(2001);
		String title = "t".repeat(257);
		RestClient.Answer answer = rest.post(messages(0),
				"{\"content\":\"%s\",\"embeds\":[{\"title\":\"%s\"}]}".formatted(content, title));
		assertThat(answer.error("content")).isEqualTo("BASE_TYPE_MAX_LENGTH");
		assertThat(answer.error("embeds.0.title")).isEqualTo("BASE_TYPE_MAX_LENGTH");
		assertThat(answer.json().path("errors").path("content").path("_errors").path(0).path("message").stringValue())
			.isEqualTo("Must be 2000 or fewer in length.");
		String description = "d".repeat(3001);
		assertThat(rest
			.post(messages(0),
					"{\"embeds\":[{\"description\":\"%1$s\"},{\"description\":\"%1$s\"}]}".formatted(description))
			.error("embeds")).isEqualTo("MAX_EMBED_SIZE_EXCEEDED");
	}

	@ParameterizedTest
	@CsvSource({ "messages?limit=0, limit, NUMBER_TYPE_MIN", "messages?limit=101, limit, NUMBER_TYPE_MAX",
			"messages?limit=x, limit, NUMBER_TYPE_COERCE", "messages?before=x, before, NUMBER_TYPE_COERCE",
			"messages/x, message_id, NUMBER_TYPE_COERCE" })
	void refusesParametersOutOfRange(String path, String field, String code) throws Exception {
		RestClient.Answer answer = rest.get("channels/" + discord.guild(0).channelId() + "/" + path);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error(field)).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource({ "channels/4711, 10003", "guilds/4711, 10004", "guilds/{guild}/members/4711, 10007",
			"channels/{channel}/messages/4711, 10008", "users/4711, 10013", "webhooks/4711, 10015",
			"applications/{application}/commands/4711, 10063" })
	void whatIsUnknownIsNotFound(String path, int code) throws Exception {
		RestClient.Answer answer = rest.get(path.replace("{guild}", Long.toString(discord.guild(0).id()))
			.replace("{channel}", Long.toString(discord.guild(0).channelId()))
			.replace("{application}", Long.toString(discord.applicationId())));
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo(code);
	}

	@Test
	void tellsUnknownPathsFromWrongMethods() throws Exception {
		assertThat(rest.get("nowhere").status()).isEqualTo(404);
		assertThat(rest.send("DELETE", "users/@me", null).status()).isEqualTo(405);
	}

	@Test
	void refusesWhatTheBotMayNotSee() throws Exception {
		discord.denyBot(1, BotPermission.VIEW_CHANNEL);
		RestClient.Answer answer = rest.post(messages(1), "{\"content\":\"x\"}");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo(50001);
		assertThat(rest.get("guilds/" + discord.guild(1).id() + "/channels").json()).isEmpty();
		discord.restoreBot(1);
		assertThat(rest.post(messages(1), "{\"content\":\"x\"}").status()).isEqualTo(200);
	}

	@Test
	void refusesWhatTheBotMayNotDo() throws Exception {
		String channel = "channels/" + discord.guild(2).channelId();
		String message = channel + "/messages/" + discord.message(2).content("x").send().id();
		discord.denyBot(2, BotPermission.SEND_MESSAGES, BotPermission.MANAGE_MESSAGES, BotPermission.ADD_REACTIONS,
				BotPermission.MANAGE_CHANNELS, BotPermission.MANAGE_WEBHOOKS);
		assertThat(rest.post(channel + "/messages", "{\"content\":\"x\"}").code()).isEqualTo(50013);
		assertThat(rest.send("DELETE", message, null).code()).isEqualTo(50013);
		assertThat(rest.post(channel + "/messages/bulk-delete", "{\"messages\":[\"1\",\"2\"]}").code())
			.isEqualTo(50013);
		assertThat(rest.send("PUT", message + "/reactions/%F0%9F%91%8D/@me", null).code()).isEqualTo(50013);
		assertThat(rest.send("PATCH", channel, "{\"name\":\"x\"}").code()).isEqualTo(50013);
		RestClient.Answer webhook = rest.post(channel + "/webhooks", "{\"name\":\"x\"}");
		assertThat(webhook.status()).isEqualTo(403);
		assertThat(webhook.code()).isEqualTo(50013);
		assertThat(rest.get(message).status()).isEqualTo(200);
	}

	@Test
	void refusesToChangeWhatOthersWroteOrToSayNothing() throws Exception {
		String message = messages(0) + "/" + discord.message(0).content("x").send().id();
		RestClient.Answer edit = rest.send("PATCH", message, "{\"content\":\"y\"}");
		assertThat(edit.status()).isEqualTo(403);
		assertThat(edit.code()).isEqualTo(50005);
		RestClient.Answer empty = rest.post(messages(0), "{\"content\":\" \"}");
		assertThat(empty.status()).isEqualTo(400);
		assertThat(empty.code()).isEqualTo(50006);
	}

	@Test
	void refusesToWriteToUsersWhoTakeNoMessages() throws Exception {
		long channel = discord.directMessage().from("shy").content("x").send().channelId();
		assertThat(rest.post("channels/" + channel + "/messages", "{\"content\":\"x\"}").status()).isEqualTo(200);
		discord.refuseDirectMessages("shy");
		RestClient.Answer refused = rest.post("channels/" + channel + "/messages", "{\"content\":\"x\"}");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo(50007);
		assertThat(rest.post("users/@me/channels", "{\"recipient_id\":\"4711\"}").code()).isEqualTo(50033);
		assertThat(rest.post("users/@me/channels", "{}").error("recipient_id")).isEqualTo("BASE_TYPE_REQUIRED");
	}

	@Test
	void listsMembersOnlyIfTheApplicationMay() throws Exception {
		String members = "guilds/%d/members".formatted(discord.guild(0).id());
		assertThat(rest.get(members).json()).hasSize(1);
		assertThat(rest.get(members + "?limit=1000").json()).hasSize(discord.guild(0).memberCount());
		long first = discord.guild(0).memberId(0);
		assertThat(rest.get(members + "?limit=1000&after=" + first).json()).hasSize(discord.guild(0).memberCount() - 2);
		assertThat(rest.get(members + "?limit=1001").error("limit")).isEqualTo("NUMBER_TYPE_MAX");
		assertThat(rest.get(members + "/" + first).json().path("user").path("id").stringValue())
			.isEqualTo(Long.toString(first));
		try (DiscordEmulator modest = DiscordEmulator.builder()
			.privilegedIntents(PrivilegedIntent.MESSAGE_CONTENT)
			.start(); RestClient client = new RestClient(modest)) {
			RestClient.Answer refused = client.get("guilds/%d/members".formatted(modest.guild(0).id()));
			assertThat(refused.status()).isEqualTo(403);
			assertThat(refused.code()).isEqualTo(50001);
		}
	}

	@Test
	void tellsOfGuildsChannelsAndUsers() throws Exception {
		String guild = "guilds/" + discord.guild(3).id();
		assertThat(rest.get(guild).json().path("id").stringValue()).isEqualTo(Long.toString(discord.guild(3).id()));
		assertThat(rest.get(guild).json().has("members")).isFalse();
		assertThat(rest.get(guild + "?with_counts=true").json().path("approximate_member_count").intValue())
			.isEqualTo(3);
		assertThat(rest.get(guild + "/channels").json()).hasSize(2);
		String user = Long.toString(discord.guild(3).memberId(0));
		assertThat(rest.get("users/" + user).json().path("id").stringValue()).isEqualTo(user);
	}

	@Test
	void theRecordTellsWhatWasInvalid() throws Exception {
		try (DiscordEmulator other = DiscordEmulator.builder().rateLimits(false).start();
				RestClient client = new RestClient(other)) {
			client.get("users/@me");
			client.get("nowhere");
			client.authorization("Bot wrong").get("users/@me");
			client.get("users/@me");
			assertThat(other.record().requests()).extracting(DiscordRecord.Request::invalid)
				.containsExactly(false, false, true, true);
			assertThat(other.record().requests()).extracting(DiscordRecord.Request::invalidRequests)
				.containsExactly(0, 0, 1, 2);
			assertThat(other.record().requests()).extracting(DiscordRecord.Request::source).containsOnly("127.0.0.1");
			other.awaitRequest((request) -> request.status() == 404, Duration.ofSeconds(1));
		}
	}

}
