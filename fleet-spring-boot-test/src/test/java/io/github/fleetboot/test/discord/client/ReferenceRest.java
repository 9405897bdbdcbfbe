package io.github.fleetboot.test.discord.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user of the REST API that keeps its limits: requests of a bucket go one after
 * another, none into an empty bucket, and a refused one waits as long as it is told.
 *
 * @see <a href="https://docs.discord.com/developers/topics/rate-limits">Rate limits</a>
 */
final class ReferenceRest {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Pattern MAJOR = Pattern
		.compile("^(channels|guilds|webhooks|interactions)/(\\d+)(/[\\w-]{60,})?");

	private static final Pattern ID = Pattern.compile("/\\d+");

	private final HttpClient http;

	private final String base;

	private final String token;

	private final Map<String, String> hashes = new ConcurrentHashMap<>();

	private final Map<String, ReferenceBucket> buckets = new ConcurrentHashMap<>();

	private final ReferenceBucket global = new ReferenceBucket();

	ReferenceRest(HttpClient http, String base, String token) {
		this.http = http;
		this.base = base;
		this.token = token;
	}

	/**
	 * An answer that is no 429.
	 *
	 * @param status the HTTP status
	 * @param body the JSON, a missing node if there is none
	 */
	record Answer(int status, JsonNode body) {
	}

	/**
	 * A request.
	 *
	 * @param method the HTTP method
	 * @param path the path, without a leading slash
	 * @param contentType the body's type, {@code null} if there is none
	 * @param body the body
	 */
	private record Call(String method, String path, @Nullable String contentType, byte[] body) {

		private boolean withToken() {
			return !this.path.startsWith("interactions/") && !this.path.startsWith("webhooks/");
		}

		/**
		 * The top-level resource, which each has a limit of its own.
		 */
		private String major() {
			Matcher matcher = MAJOR.matcher(this.path);
			return matcher.find() ? matcher.group() : "";
		}

		private String route() {
			String rest = this.path.substring(major().length());
			return this.method + " " + major().replaceAll("/.*", "") + ID.matcher(rest).replaceAll("/{id}");
		}

	}

	CompletableFuture<Answer> get(String path) {
		return send(new Call("GET", path, null, new byte[0]));
	}

	CompletableFuture<Answer> delete(String path) {
		return send(new Call("DELETE", path, null, new byte[0]));
	}

	CompletableFuture<Answer> send(String method, String path, String json, Object... arguments) {
		byte[] body = json.formatted(arguments).getBytes(StandardCharsets.UTF_8);
		return send(new Call(method, path, "application/json", body));
	}

	CompletableFuture<Answer> send(String method, String path, Multipart body) {
		return send(new Call(method, path, body.contentType(), body.bytes()));
	}

	private CompletableFuture<Answer> send(Call call) {
		String hash = this.hashes.getOrDefault(call.route(), call.route());
		ReferenceBucket bucket = this.buckets.computeIfAbsent(hash + " " + call.major(),
				(key) -> new ReferenceBucket());
		return bucket.inTurn(() -> attempt(call, bucket));
	}

	private CompletableFuture<Answer> attempt(Call call, ReferenceBucket bucket) {
		long wait = Math.max(bucket.waitNanos(), this.global.waitNanos());
		if (wait > 0) {
			return CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS))
				.thenCompose((waited) -> attempt(call, bucket));
		}
		return this.http.sendAsync(request(call), HttpResponse.BodyHandlers.ofByteArray())
			.thenCompose((response) -> judge(call, bucket, response));
	}

	private HttpRequest request(Call call) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + call.path()))
			.header("User-Agent", "DiscordBot (https://github.com/fleetboot, 1.0)")
			.method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
		if (call.contentType() != null) {
			request.header("Content-Type", call.contentType());
		}
		if (call.withToken()) {
			request.header("Authorization", "Bot " + this.token);
		}
		return request.build();
	}

	private CompletableFuture<Answer> judge(Call call, ReferenceBucket bucket, HttpResponse<byte[]> response) {
		bucket.learn(response.headers());
		response.headers().firstValue("X-RateLimit-Bucket").ifPresent((hash) -> {
			this.hashes.put(call.route(), hash);
			this.buckets.computeIfAbsent(hash + " " + call.major(), (key) -> bucket).learn(response.headers());
		});
		JsonNode body = MAPPER.readTree(response.body());
		if (response.statusCode() != 429) {
			return CompletableFuture.completedFuture(new Answer(response.statusCode(), body));
		}
		ReferenceBucket refused = body.path("global").booleanValue() ? this.global : bucket;
		refused.block(body.path("retry_after").doubleValue());
		return attempt(call, bucket);
	}

}
