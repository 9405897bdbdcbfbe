package io.github.fleetboot.test.discord.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leads an emulator as another language would.
 */
final class ControlClient {

	private static final JsonMapper mapper = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String url;

	ControlClient(String url) {
		this.url = url;
	}

	JsonNode get(String path, int status) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)), status);
	}

	JsonNode post(String path, String body, int status) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).POST(HttpRequest.BodyPublishers.ofString(body)),
				status);
	}

	JsonNode delete(String path, int status) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).DELETE(), status);
	}

	JsonNode fromAWebPage(String path, int status) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).header("Origin", "https://example.com"),
				status);
	}

	/**
	 * What a bot does when it is told something: it writes.
	 */
	static void say(String apiUrl, String token, String channel, String content) {
		send(apiUrl, token, channel, "{\"content\": \"" + content + "\"}");
	}

	static JsonNode send(String apiUrl, String token, String channel, String message) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(apiUrl + "channels/" + channel + "/messages"))
			.header("Authorization", "Bot " + token)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(message));
		return new ControlClient("").send(request, 200);
	}

	/**
	 * What a bot does first: it connects and identifies.
	 */
	static CompletableFuture<WebSocket> identify(String gatewayUrl, String token) {
		String identify = """
				{"op": 2, "d": {"token": "%s", "intents": 513, "shard": [0, 1],
				"properties": {"os": "linux", "browser": "test", "device": "test"}}}""".formatted(token);
		return HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create(gatewayUrl + "/?v=10&encoding=json"), new WebSocket.Listener() {
			})
			.thenCompose((socket) -> socket.sendText(identify, true));
	}

	private JsonNode send(HttpRequest.Builder request, int status) {
		request.setHeader("User-Agent", "DiscordBot (https://example.com, 1)");
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != status) {
				throw new AssertionError(
						"Expected " + status + ", but was " + response.statusCode() + ": " + response.body());
			}
			return mapper.readTree(response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
