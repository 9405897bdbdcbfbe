package io.github.fleetboot.test.discord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.github.fleetboot.test.discord.gateway.Op;
import net.dv8tion.jda.api.utils.data.etf.ExTermDecoder;
import net.dv8tion.jda.api.utils.data.etf.ExTermEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway client that does what it is told, right or wrong.
 */
final class GatewayClient implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final long PATIENCE_SECONDS = 10;

	private final DiscordEmulator discord;

	private final WebSocket socket;

	private final Received received;

	private GatewayClient(DiscordEmulator discord, String query) {
		this.discord = discord;
		this.received = new Received(query.contains("zlib-stream"), query.contains("encoding=etf"));
		this.socket = HTTP.newWebSocketBuilder()
			.buildAsync(URI.create(discord.gatewayUrl() + "/" + query), this.received)
			.join();
	}

	static GatewayClient connect(DiscordEmulator discord) {
		return new GatewayClient(discord, "?v=10&encoding=json");
	}

	static GatewayClient connect(DiscordEmulator discord, String query) {
		return new GatewayClient(discord, query);
	}

	/**
	 * Identify with all intents that need no permission.
	 */
	GatewayClient identify(int shard, int shards) {
		return identify(shard, shards, 0x331FFFF & ~(1 << 1 | 1 << 8 | 1 << 15));
	}

	/**
	 * Identify with all intents.
	 */
	GatewayClient identifyWithContent(int shard, int shards) {
		return identify(shard, shards, 0x331FFFF);
	}

	GatewayClient identify(int shard, int shards, long intents) {
		return identify(this.discord.token(), "[" + shard + "," + shards + "]", intents);
	}

	GatewayClient identify(String token, String shard, long intents) {
		return send("""
				{"op":2,"d":{"token":"%s","properties":{"os":"test"},"intents":%d,"shard":%s}}""".formatted(token,
				intents, shard));
	}

	GatewayClient resume(String sessionId, long sequence) {
		return send("""
				{"op":6,"d":{"token":"%s","session_id":"%s","seq":%d}}""".formatted(this.discord.token(), sessionId,
				sequence));
	}

	/**
	 * Whether somebody takes connections at an address.
	 */
	static boolean reaches(String url) {
		URI address = URI.create(url);
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	GatewayClient send(String payload) {
		this.socket.sendText(payload, true).join();
		return this;
	}

	/**
	 * Send a payload in the External Term Format, as JDA writes it.
	 */
	GatewayClient sendEtf(Map<String, Object> payload) {
		return send(ExTermEncoder.pack(payload));
	}

	GatewayClient send(ByteBuffer payload) {
		this.socket.sendBinary(payload, true).join();
		return this;
	}

	/**
	 * How many payloads were compressed on their own.
	 */
	int compressedPayloads() {
		return this.received.compressedPayloads.get();
	}

	/**
	 * Assert that nothing but an acknowledgement comes until a heartbeat is answered.
	 */
	void awaitSilence() {
		JsonNode payload = send("{\"op\":1,\"d\":null}").next();
		assertThat(payload.path("op").intValue()).as("%s", payload).isEqualTo(Op.HEARTBEAT_ACK);
	}

	/**
	 * The id of the session that READY tells of.
	 */
	String awaitReady() {
		return await("READY").path("d").path("session_id").stringValue();
	}

	/**
	 * Take the payloads that came before the answer to a heartbeat.
	 */
	List<JsonNode> untilAck() {
		send("{\"op\":1,\"d\":null}");
		List<JsonNode> payloads = new ArrayList<>();
		JsonNode payload = next();
		while (payload.path("op").intValue() != Op.HEARTBEAT_ACK) {
			payloads.add(payload);
			payload = next();
		}
		return payloads;
	}

	/**
	 * Read nothing any more.
	 */
	void stall() {
		this.received.stalled = true;
	}

	/**
	 * How many WebSocket messages came so far.
	 */
	int messages() {
		return this.received.messages.get();
	}

	/**
	 * How many frames came so far, the JDK permitting.
	 */
	int frames() {
		return this.received.frames.get();
	}

	JsonNode await(int op) {
		return await("op " + op, (payload) -> payload.path("op").intValue() == op);
	}

	JsonNode await(String type) {
		return await(type, (payload) -> payload.path("t").isString() && payload.path("t").stringValue().equals(type));
	}

	/**
	 * Take payloads until the wanted one, and drop those before it.
	 */
	private JsonNode await(String what, Predicate<JsonNode> wanted) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (true) {
			JsonNode payload = next(deadline - System.nanoTime());
			if (payload == null) {
				throw new AssertionError("No " + what + " came, close code " + this.received.closed.getNow(0));
			}
			if (wanted.test(payload)) {
				return payload;
			}
		}
	}

	JsonNode next() {
		JsonNode payload = next(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
		if (payload == null) {
			throw new AssertionError("Nothing came");
		}
		return payload;
	}

	private JsonNode next(long nanos) {
		try {
			return this.received.payloads.poll(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The close code the emulator sends; 1006 if the connection breaks without one.
	 */
	int awaitClose() {
		try {
			return this.received.closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("The connection was not closed", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean isOpen() {
		return !this.received.closed.isDone();
	}

	/**
	 * Close and wait for the emulator's own close frame.
	 */
	void close(int code) {
		this.socket.sendClose(code, "").join();
		awaitClose();
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	private static final class Received implements WebSocket.Listener {

		private final BlockingQueue<JsonNode> payloads = new LinkedBlockingQueue<>();

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final StringBuilder text = new StringBuilder();

		private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

		private final Inflater inflater = new Inflater();

		private final boolean compressed;

		private final boolean etf;

		private final AtomicInteger compressedPayloads = new AtomicInteger();

		private final AtomicInteger messages = new AtomicInteger();

		private final AtomicInteger frames = new AtomicInteger();

		private volatile boolean stalled;

		Received(boolean compressed, boolean etf) {
			this.compressed = compressed;
			this.etf = etf;
		}

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			count(last);
			this.text.append(data);
			if (last) {
				if (this.compressed) {
					throw new AssertionError("Not compressed: " + this.text);
				}
				this.payloads.add(MAPPER.readTree(this.text.toString()));
				this.text.setLength(0);
			}
			more(socket);
			return null;
		}

		@Override
		public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
			count(last);
			byte[] bytes = new byte[data.remaining()];
			data.get(bytes);
			this.binary.writeBytes(bytes);
			if (last && (!this.compressed || isFlushed(this.binary.toByteArray()))) {
				byte[] all = this.binary.toByteArray();
				this.binary.reset();
				this.payloads.add(read(all));
			}
			more(socket);
			return null;
		}

		private void count(boolean last) {
			this.frames.incrementAndGet();
			if (last) {
				this.messages.incrementAndGet();
			}
		}

		private void more(WebSocket socket) {
			if (!this.stalled) {
				socket.request(1);
			}
		}

		private static boolean isFlushed(byte[] all) {
			int length = all.length;
			return length >= 4 && all[length - 4] == 0 && all[length - 3] == 0 && all[length - 2] == -1
					&& all[length - 1] == -1;
		}

		private JsonNode read(byte[] all) {
			if (this.etf) {
				byte[] term = this.compressed ? inflate(this.inflater, all) : all;
				return MAPPER.valueToTree(ExTermDecoder.unpack(ByteBuffer.wrap(term)));
			}
			if (this.compressed) {
				return MAPPER.readTree(inflate(this.inflater, all));
			}
			this.compressedPayloads.incrementAndGet();
			return MAPPER.readTree(inflate(new Inflater(), all));
		}

		private static byte[] inflate(Inflater inflater, byte[] compressed) {
			ByteArrayOutputStream plain = new ByteArrayOutputStream();
			byte[] chunk = new byte[4096];
			inflater.setInput(compressed);
			try {
				int count = inflater.inflate(chunk);
				while (count > 0) {
					plain.write(chunk, 0, count);
					count = inflater.inflate(chunk);
				}
			}
			catch (DataFormatException ex) {
				throw new IllegalStateException(ex);
			}
			return plain.toByteArray();
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
			this.closed.complete(statusCode);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.closed.complete(1006);
		}

	}

}
