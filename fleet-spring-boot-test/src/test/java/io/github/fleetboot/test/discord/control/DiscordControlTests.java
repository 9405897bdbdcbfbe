package io.github.fleetboot.test.discord.control;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.junit.DiscordTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@DiscordTest(guilds = 5, lifetime = DiscordTest.Lifetime.METHOD)
class DiscordControlTests {

	private DiscordEmulator discord;

	private ControlClient control;

	@BeforeEach
	void open(DiscordEmulator discord) {
		this.discord = discord;
		this.control = new ControlClient(DiscordControl.of(discord).url());
	}

	@Test
	void itIsClosedUnlessOpened() {
		try (DiscordEmulator other = DiscordEmulator.builder().start()) {
			new ControlClient("http://127.0.0.1:" + other.port() + "/control").get("/state", 404);
		}
	}

	@Test
	void itListsWhatCanBeDone() {
		assertThat(this.control.get("", 200).path("routes").valueStream().map((route) -> route.path("path").asString()))
			.contains("/control/state", "/control/record/{list}", "/control/messages", "/control/faults/{name}")
			.doesNotContain("/control/shutdown");
	}

	@Test
	void theStateTellsWhereToConnect() {
		JsonNode state = this.control.get("/state", 200);
		assertThat(state.path("apiUrl").asString()).isEqualTo(this.discord.apiUrl());
		assertThat(state.path("token").asString()).isEqualTo(this.discord.token());
		assertThat(state.path("applicationId").asString()).isEqualTo(Long.toString(this.discord.applicationId()));
		assertThat(state.path("sessions")).isEmpty();
	}

	@Test
	void idsAreStringsAndPagesHaveBounds() {
		JsonNode page = this.control.get("/guilds?offset=3&limit=10", 200);
		assertThat(page.path("total").asInt()).isEqualTo(5);
		assertThat(page.path("items")).hasSize(2);
		assertThat(page.at("/items/0/id").isString()).isTrue();
		assertThat(page.at("/items/0/id").asString()).isEqualTo(Long.toString(this.discord.guild(3).id()));
		assertThat(page.at("/items/0/index").asInt()).isEqualTo(3);
	}

	@Test
	void aMessageIsSentAndItsReplyAwaited() {
		JsonNode sent = this.control.post("/messages", "{\"guild\": 2, \"from\": \"ann\", \"content\": \"!ping\"}",
				200);
		assertThat(sent.path("channelId").asString()).isEqualTo(Long.toString(this.discord.guild(2).channelId()));
		CompletableFuture<JsonNode> replies = CompletableFuture.supplyAsync(
				() -> this.control.get("/messages/" + sent.path("id").asString() + "/replies?seconds=20", 200));
		ControlClient.say(this.discord.apiUrl(), this.discord.token(), sent.path("channelId").asString(), "Pong!");
		assertThat(replies.join().at("/replies/0/content").asString()).isEqualTo("Pong!");
		assertThat(replies.join().at("/replies/0/json/content").asString()).isEqualTo("Pong!");
	}

	@Test
	void aReplyThatDoesNotComeIsATimeout() {
		assertThat(this.control.post("/messages", "{\"content\": \"!ping\", \"reply\": 0.05}", 504)
			.path("error")
			.asString()).contains("!ping").contains("in vain");
		assertThat(this.control
			.post("/commands", "{\"name\": \"/echo\", \"options\": {\"word\": 1}, \"response\": 0.05}", 504)
			.path("error")
			.asString()).contains("/echo");
		this.control.post("/await", "{\"seconds\": 0.05}", 504);
	}

	@Test
	void aButtonIsClicked() {
		JsonNode message = ControlClient.send(this.discord.apiUrl(), this.discord.token(),
				Long.toString(this.discord.guild(0).channelId()), """
						{"content": "again?", "components": [{"type": 1, "components": [
						{"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"}]}]}""");
		String click = "{\"message\": \"" + message.path("id").asString() + "\", \"from\": \"ann\", \"component\": ";
		assertThat(this.control.post("/clicks", click + "\"yes\"}", 200).path("id").asString()).isNotEmpty();
		assertThat(this.control.post("/clicks", click + "\"no\"}", 400).path("error").asString()).contains("'no'");
		this.control.post("/clicks", "{\"message\": 1, \"component\": \"yes\"}", 404);
	}

	@Test
	void restFaultsStrikeWhatIsChosen() {
		ControlClient api = new ControlClient(this.discord.apiUrl());
		this.control.post("/faults/rest-status", "{\"route\": \"gateway\", \"status\": 500, \"times\": 1}", 200);
		api.get("gateway", 500);
		api.get("gateway", 200);
		this.control.post("/faults/rest-too-many-requests", "{\"scope\": \"shared\", \"retryAfter\": 2, \"times\": 1}",
				200);
		assertThat(api.get("gateway", 429).path("retry_after").asInt()).isEqualTo(2);
	}

	@Test
	void theRecordIsReadAndForgotten() {
		ControlClient.say(this.discord.apiUrl(), this.discord.token(), Long.toString(this.discord.guild(0).channelId()),
				"once");
		assertThat(this.control.get("/record", 200).path("messages").asInt()).isOne();
		JsonNode request = this.control.get("/record/requests", 200).at("/items/0");
		assertThat(request.path("method").asString()).isEqualTo("POST");
		assertThat(request.path("status").asInt()).isEqualTo(200);
		assertThat(request.path("time").asString()).matches("\\d{4}-.*Z");
		this.control.delete("/record", 200);
		assertThat(this.control.get("/record/messages", 200).path("items")).isEmpty();
		ControlClient.say(this.discord.apiUrl(), this.discord.token(), Long.toString(this.discord.guild(0).channelId()),
				"twice");
		assertThat(this.control.get("/record/messages", 200).at("/items/0/content").asString()).isEqualTo("twice");
		assertThat(this.discord.record().messages()).hasSize(2);
	}

	@Test
	void restBreaksAndHeals() {
		ControlClient gateway = new ControlClient(this.discord.apiUrl());
		this.control.post("/faults/rest", "{\"status\": 503}", 200);
		assertThat(statusOf(gateway)).isEqualTo(503);
		this.control.delete("/faults", 200);
		assertThat(statusOf(gateway)).isEqualTo(200);
	}

	private static int statusOf(ControlClient client) {
		try {
			client.get("gateway", 200);
			return 200;
		}
		catch (AssertionError ex) {
			assertThat(ex.getMessage()).contains("was 503");
			return 503;
		}
	}

	@Test
	void allFaultsAreNamed() {
		assertThat(this.control.get("/faults", 200).propertyNames()).contains("close", "reset", "reconnect",
				"invalidate", "black-hole", "refuse-connections", "rest", "withdraw-intent", "invalidate-token");
		assertThat(this.control.post("/faults/reconnect", "{\"shard\": 0}", 200).path("struck").asInt()).isZero();
		this.control.post("/faults/withdraw-intent", "{\"intent\": \"message-content\"}", 200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
			close; "code": 4001; close 4001
			reset; "percent": 100; reset
			reconnect; "shard": 0; op 7
			restart; "grace": 5; restart
			invalidate; "resumable": true; op 9 true
			request-heartbeat; "when": "identifying", "after": 0.01; op 1
			mute; "when": "connecting"; mute
			reset; "afterEvents": 1; reset
			ignore-heartbeats; "shards": 1; heartbeats are ignored
			stop-reading; "times": 1; nothing is read
			slow-down; "bytesPerSecond": 9000; 9000 bytes a second
			split-messages; "parts": 2; payloads in 2 messages
			fragment-messages; "parts": 3; payloads in 3 fragments
			brick-resumes; "seconds": 30; brick
			refuse-resume-url; "times": 1; dead resume URL
			mute-resume-url; "times": 1; mute resume URL
			delay-ready; "delay": 0.1; late READY
			outage; "guild": 1; outage
			withhold-guilds; "guild": 1; missing GUILD_CREATEs
			slow-guilds; "pace": 0.01; slow GUILD_CREATEs
			silence; "times": 1; silence
			lose-events; "share": 10; lost events
			repeat-events; "share": 10; repeated events
			delay-events; "delay": 0.1;
			reorder-events; "most": 0.1;
			reorder-across-guilds; "most": 0.1;
			vary-payloads; "times": 1; varied payloads
			skip-on-replay; "events": 1; gap in the replay
			repeat-on-replay; "events": 1; repeated replay
			shorten-replay; "events": 5; a buffer of 5
			connection-close; "code": 4000; close 4000
			connection-reset; "percent": 100; reset
			connection-mute; "times": 1; mute
			reconnect-before-hello; "times": 1; op 7
			reconnect-instead-of-hello; "times": 1; op 7 instead of HELLO
			reconnect-after-hello; "times": 1; op 7 after HELLO
			delay-hello; "delay": 0.1; late HELLO
			""")
	void gatewayFaultsStrikeWhoConnects(String name, String parameters, @Nullable String recorded) {
		this.control.post("/faults/" + name, "{\"during\": 60, " + parameters + "}", 200);
		CompletableFuture<WebSocket> bot = ControlClient.identify(this.discord.gatewayUrl(), this.discord.token());
		this.discord.awaitRecord(name, (record) -> !record.faults().isEmpty(), Duration.ofSeconds(10));
		assertThat(this.discord.record().faults().get(0).what()).startsWith((recorded != null) ? recorded : "");
		assertThat(bot).isNotCancelled();
	}

	@Test
	void theWorldChanges() {
		this.control.post("/world/joins", "{\"guild\": 1, \"from\": \"ann\"}", 200);
		this.control.post("/world/is", "{\"guild\": 1, \"from\": \"ann\", \"status\": \"idle\"}", 200);
		assertThat(this.discord.in(1).memberCount()).isEqualTo(this.discord.in(0).memberCount() + 1);
		String role = this.control.post("/world/create-role", "{\"title\": \"captain\"}", 200).path("id").asString();
		this.control.post("/world/delete-role", "{\"role\": \"" + role + "\"}", 200);
		this.control.post("/world/remove-guild", "{\"guild\": 4}", 200);
		assertThat(this.control.post("/world/add-guild", "{\"members\": 9}", 200).path("memberCount").asInt())
			.isEqualTo(9);
		assertThat(this.control.get("/world", 200).propertyNames()).contains("plays", "enters-voice", "rename-channel");
	}

	@Test
	void aLoadIsRun() {
		JsonNode result = this.control.post("/load", "{\"seconds\": 0.2, \"eventsPerSecond\": 100, \"seed\": 7}", 200);
		assertThat(result.path("sent").asInt()).isEqualTo(20);
		assertThat(result.at("/byType/MESSAGE_CREATE").asInt()).isEqualTo(20);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
			POST; /messages; {"content": 1, "contnet": 2}; 400; no parameter 'contnet'
			POST; /messages; {}; 400; 'content' is missing
			POST; /messages; {"content"; 400; not JSON
			POST; /messages; []; 400; JSON object
			POST; /messages; {"content": "x", "guild": 99}; 400; There is no guild 99
			POST; /messages; {"content": "x", "guild": "two"}; 400; whole number
			POST; /messages; {"content": "x", "direct": 1}; 400; true or false
			POST; /messages; {"content": "x", "reply": "soon"}; 400; number of seconds
			POST; /messages; {"content": "x", "reply": 0}; 400; more than 0
			POST; /commands; {"name": "x", "options": []}; 400; names and values
			POST; /faults/rest; {"status": 200}; 400; from 400 to 599
			POST; /faults/rest; {"code": 500}; 400; no parameter 'code'
			POST; /faults/close; {"code": 70000}; 400; from 0 to 4999
			POST; /faults/black-hole; {}; 400; 'seconds' is missing
			POST; /faults/earthquake; {}; 404; no fault 'earthquake'
			POST; /faults/withdraw-intent; {"intent": "mind-reading"}; 400; must be one of [
			POST; /world/sneezes; {}; 404; no event 'sneezes'
			POST; /world/joins; {}; 400; 'from' is missing
			POST; /load; {"seconds": 1, "eventsPerSecond": 1e9}; 400; eventsPerSecond
			GET; /record/dreams; -; 404; no list 'dreams'
			GET; /record/events?offset=-1; -; 400; from 0
			GET; /messages/1/replies; -; 404; No message
			GET; /nothing; -; 404; GET /control lists
			GET; /messages; -; 405; takes POST
			""")
	void mistakesAreNamedWithTheirCure(String method, String path, String body, int status, String error) {
		JsonNode answer = method.equals("GET") ? this.control.get(path, status) : this.control.post(path, body, status);
		assertThat(answer.path("error").asString()).contains(error);
	}

	@Test
	void webPagesAreRefused() {
		assertThat(this.control.fromAWebPage("/state", 403).path("error").asString()).contains("Web pages");
	}

}
