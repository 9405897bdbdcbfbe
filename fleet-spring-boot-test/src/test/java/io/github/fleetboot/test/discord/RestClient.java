package io.github.fleetboot.test.discord;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plain requests to the REST API.
 */
final class RestClient implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	private String authorization;

	private String userAgent = "DiscordBot (https://github.com/fleetboot/fleet-spring-boot, 0.1)";

	private Duration timeout = Duration.ofSeconds(5);

	RestClient(DiscordEmulator discord) {
		this(discord, discord.apiUrl());
	}

	RestClient(DiscordEmulator discord, String base) {
		this.base = base;
		this.authorization = "Bot " + discord.token();
	}

	RestClient timeout(Duration timeout) {
		this.timeout = timeout;
		return this;
	}

	RestClient authorization(String authorization) {
		this.authorization = authorization;
		return this;
	}

	RestClient userAgent(String userAgent) {
		this.userAgent = userAgent;
		return this;
	}

	Answer get(String path) throws IOException, InterruptedException {
		return send("GET", path, null);
	}

	Answer post(String path, String body) throws IOException, InterruptedException {
		return send("POST", path, body);
	}

	Answer send(String method, String path, String body) throws IOException, InterruptedException {
		return send(method, path, "application/json", (body != null) ? body.getBytes(StandardCharsets.UTF_8) : null);
	}

	Answer send(String method, String path, String contentType, byte[] body) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(this.timeout)
			.method(method, (body != null) ? HttpRequest.BodyPublishers.ofByteArray(body)
					: HttpRequest.BodyPublishers.noBody());
		if (contentType != null && body != null) {
			request.header("Content-Type", contentType);
		}
		if (this.userAgent != null) {
			request.header("User-Agent", this.userAgent);
		}
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		return new Answer(this.http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
	}

	@Override
	public void close() {
		// Its connections end with the emulator
	}

	record Answer(HttpResponse<String> response) {

		int status() {
			return this.response.statusCode();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse(null);
		}

		JsonNode json() {
			return MAPPER.readTree(this.response.body());
		}

		int code() {
			return json().path("code").intValue();
		}

		/**
		 * The first complaint of a field.
		 * @param path the field, with dots
		 */
		String error(String path) {
			JsonNode node = json().path("errors");
			for (String step : path.split("\\.")) {
				node = node.path(step);
			}
			return node.path("_errors").path(0).path("code").asString("none");
		}

	}

}
