package io.github.fleetboot.admiral;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.fleetboot.gateway.identify.GatewayInfo;
import io.github.fleetboot.gateway.identify.SessionStartLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Discord, once for the whole fleet, what must be known before anything is started.
 */
public final class DiscordGatewayClient {

	private static final Logger logger = LoggerFactory.getLogger(DiscordGatewayClient.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String DISCORD = "discord.com";

	private static final int ATTEMPTS = 3;

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

	private static final String USER_AGENT = "DiscordBot (https://github.com/fleetboot/fleet-spring-boot, 0.1)";

	private final JsonMapper json = new JsonMapper();

	private final URI apiUrl;

	private final String token;

	private final Duration pause;

	/**
	 * Create a client.
	 * @param apiUrl the base of REST calls, ending in a slash
	 * @param token the bot's token
	 * @param pause how long to wait before a second attempt, doubled before a third
	 */
	public DiscordGatewayClient(URI apiUrl, String token, Duration pause) {
		this.apiUrl = apiUrl;
		this.token = token;
		this.pause = pause;
	}

	/**
	 * Ask where and how sessions are started.
	 * @return the answer
	 * @throws FleetRefusedException if the token is wrong, or Discord cannot be reached
	 * or understood
	 */
	public GatewayInfo gateway() {
		if (!this.token.chars().allMatch((character) -> character > ' ' && character < 127)) {
			// The HTTP client would name the value
			throw new FleetRefusedException("The bot's token has a character that no token has, such as a line break.",
					"Set fleet.discord.token to the token alone, as shown at "
							+ "https://discord.com/developers/applications under 'Bot'.");
		}
		URI uri = this.apiUrl.resolve("gateway/bot");
		HttpResponse<String> response = get(uri);
		if (response.statusCode() == 401) {
			throw new FleetRefusedException("Discord refused the bot's token (HTTP 401 from " + uri + ").",
					"Set fleet.discord.token to the token shown at https://discord.com/developers/applications "
							+ "under 'Bot'; if it was reset, the former one is void.");
		}
		if (response.statusCode() != 200) {
			throw new FleetRefusedException("Discord answered %s with HTTP %d.".formatted(uri, response.statusCode()),
					"Try again later, see https://discordstatus.com, and check fleet.discord.api-url if it is set.");
		}
		try {
			return read(this.json.readTree(response.body()));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new FleetRefusedException("The answer of %s is not what Discord would say.".formatted(uri),
					"Check fleet.discord.api-url.", ex);
		}
	}

	/**
	 * Ask which privileged intents the application may use.
	 * @return the application's flags; empty if they could not be had, or if another than
	 * Discord itself knows of none, which is no reason not to start: the gateway decides
	 * @see <a href=
	 * "https://discord.com/developers/docs/resources/application#application-object-application-flags">Discord:
	 * Application Flags</a>
	 */
	public OptionalLong applicationFlags() {
		try {
			HttpResponse<String> response = send(this.apiUrl.resolve("applications/@me"));
			JsonNode flags = this.json.readTree(response.body()).path("flags");
			boolean known = response.statusCode() == 200 && flags.isNumber()
					&& (flags.asLong() != 0 || DISCORD.equals(this.apiUrl.getHost()));
			return known ? OptionalLong.of(flags.asLong()) : OptionalLong.empty();
		}
		catch (IOException | JacksonException ex) {
			logger.debug("The application's flags are not known", ex);
			return OptionalLong.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return OptionalLong.empty();
		}
	}

	private static GatewayInfo read(JsonNode answer) {
		JsonNode limit = answer.required("session_start_limit");
		return new GatewayInfo(answer.required("url").asString(), answer.required("shards").asInt(),
				new SessionStartLimit(limit.required("total").asInt(), limit.required("remaining").asInt(),
						Duration.ofMillis(limit.required("reset_after").asLong()),
						limit.path("max_concurrency").asInt(1)));
	}

	private HttpResponse<String> get(URI uri) {
		IOException last = null;
		Duration wait = this.pause;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				HttpResponse<String> response = send(uri);
				Optional<Duration> retryAfter = retryAfter(response);
				if ((response.statusCode() < 500 && retryAfter.isEmpty()) || attempt == ATTEMPTS) {
					return response;
				}
				wait = retryAfter.orElse(wait);
				logger.warn("Discord answers with HTTP {}; attempt {} of {}", response.statusCode(), attempt, ATTEMPTS);
			}
			catch (IOException ex) {
				last = ex;
				logger.warn("Discord cannot be reached at {}; attempt {} of {}: {}", uri, attempt, ATTEMPTS,
						ex.toString());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new FleetRefusedException("The start was interrupted while asking " + uri + ".", "Start again.");
			}
			if (attempt < ATTEMPTS) {
				pause(wait);
				wait = wait.multipliedBy(2);
			}
		}
		throw new FleetRefusedException("Discord cannot be reached at " + uri + ": " + last + ".",
				"Check the network, DNS and proxy of this host, and fleet.discord.api-url if it is set.", last);
	}

	/**
	 * How long Discord asks to wait, if it is rate limiting and the start can wait for
	 * it.
	 */
	private static Optional<Duration> retryAfter(HttpResponse<?> response) {
		if (response.statusCode() != 429) {
			return Optional.empty();
		}
		OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
		return (seconds.isPresent() && seconds.getAsLong() <= LONGEST_RETRY_AFTER.toSeconds())
				? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
	}

	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder()
			.connectTimeout(TIMEOUT)
			.version(HttpClient.Version.HTTP_1_1)
			.build();
		HttpRequest request = HttpRequest.newBuilder(uri)
			.timeout(TIMEOUT)
			.header("Authorization", "Bot " + this.token)
			.header("User-Agent", USER_AGENT)
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
