package io.github.fleetboot.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks {@code /actuator/fleet} over HTTP.
 *
 * @param host where the Admiral's web server is
 * @param port its port
 */
record StatusClient(String host, int port) {

	private static final JsonMapper json = new JsonMapper();

	/**
	 * The status of the whole fleet.
	 */
	JsonNode fleet() {
		return send(request(""), 200);
	}

	/**
	 * The status of a part of the fleet.
	 */
	JsonNode get(String part) {
		return send(request("/" + part), 200);
	}

	/**
	 * What another endpoint of the Actuator says.
	 * @param endpoint its path, for example {@code prometheus}
	 */
	String actuator(String endpoint) {
		return body(HttpRequest
			.newBuilder(URI.create("http://%s:%d/actuator/%s".formatted(this.host, this.port, endpoint))), 200);
	}

	/**
	 * Give an order.
	 */
	JsonNode post(String action, String body, int expectedStatus) {
		return send(request("/" + action).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)), expectedStatus);
	}

	/**
	 * What each endpoint answers that needs no further word, by name.
	 */
	Map<String, String> endpoints() throws Exception {
		Map<String, String> answers = new TreeMap<>();
		HttpClient client = HttpClient.newHttpClient();
		URI actuator = URI.create("http://%s:%d/actuator".formatted(this.host, this.port));
		JsonNode links = json
			.readTree(
					client.send(HttpRequest.newBuilder(actuator).build(), HttpResponse.BodyHandlers.ofString()).body())
			.path("_links");
		for (Map.Entry<String, JsonNode> link : links.properties()) {
			if (!link.getValue().path("templated").asBoolean()) {
				URI address = actuator.resolve(URI.create(link.getValue().path("href").asString()).getPath());
				answers.put(link.getKey(),
						client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
							.body());
			}
		}
		return answers;
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(URI.create("http://%s:%d/actuator/fleet%s".formatted(this.host, this.port, path)));
	}

	private static JsonNode send(HttpRequest.Builder request, int expectedStatus) {
		return json.readTree(body(request, expectedStatus));
	}

	private static String body(HttpRequest.Builder request, int expectedStatus) {
		try {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(request.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(expectedStatus);
			return response.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
