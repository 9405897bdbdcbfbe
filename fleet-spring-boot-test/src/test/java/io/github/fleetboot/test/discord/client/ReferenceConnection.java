package io.github.fleetboot.test.discord.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection to the gateway: payloads in, payloads out, and its end.
 */
final class ReferenceConnection implements WebSocket.Listener {

	/**
	 * No close frame was seen.
	 */
	static final int BROKEN = 1006;

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private static final long CLOSE_TIMEOUT_MILLIS = 500;

	/**
	 * Whoever is told of what comes in. Called by threads of the HTTP client.
	 */
	interface Owner {

		void received(ReferenceConnection connection, JsonNode payload);

		void closed(ReferenceConnection connection, int code);

		void unreachable(ReferenceConnection connection);

	}

	private final Owner owner;

	private final StringBuilder text = new StringBuilder();

	private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

	private final @Nullable ZlibStream zlib;

	private CompletableFuture<WebSocket> sending;

	private boolean over;

	ReferenceConnection(Owner owner, HttpClient http, String url, boolean compressed) {
		this.owner = owner;
		this.zlib = compressed ? new ZlibStream() : null;
		String query = "/?v=10&encoding=json" + (compressed ? "&compress=zlib-stream" : "");
		this.sending = http.newWebSocketBuilder()
			.connectTimeout(CONNECT_TIMEOUT)
			.buildAsync(URI.create(url + query), this);
		CompletableFuture<?> unused = this.sending.whenComplete((socket, failure) -> {
			if (failure != null) {
				owner.unreachable(this);
			}
		});
	}

	synchronized void send(JsonNode payload) {
		String json = MAPPER.writeValueAsString(payload);
		this.sending = this.sending.thenCompose((socket) -> socket.sendText(json, true));
	}

	/**
	 * Close, and be content without an answer if none comes soon.
	 */
	synchronized void close(int code) {
		this.sending = this.sending.thenCompose((socket) -> socket.sendClose(code, ""));
		CompletableFuture<?> unused = this.sending.thenAcceptAsync((socket) -> {
			socket.abort();
			end(BROKEN);
		}, CompletableFuture.delayedExecutor(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			String payload = this.text.toString();
			this.text.setLength(0);
			this.owner.received(this, MAPPER.readTree(payload));
		}
		socket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
		byte[] bytes = new byte[data.remaining()];
		data.get(bytes);
		this.binary.writeBytes(bytes);
		byte[] payload = this.binary.toByteArray();
		if (this.zlib != null && ZlibStream.isComplete(payload)) {
			this.binary.reset();
			this.owner.received(this, MAPPER.readTree(this.zlib.inflate(payload)));
		}
		socket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
		end(code);
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		end(BROKEN);
	}

	private void end(int code) {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
		}
		this.owner.closed(this, code);
	}

}
