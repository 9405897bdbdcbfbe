package io.github.fleetboot.test.discord.client;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shard that keeps the gateway's rules to the letter. All is done on one thread.
 *
 * @see <a href="https://docs.discord.com/developers/events/gateway">Gateway</a>
 */
final class ReferenceShard implements ReferenceConnection.Owner {

	/**
	 * A code other than 1000 and 1001, so that the session is kept.
	 */
	private static final int CLOSE_TO_RESUME = 4900;

	private static final int CLOSE_FOR_GOOD = 1000;

	private static final long RETRY_MILLIS = 50;

	private static final long PATIENCE_SECONDS = 10;

	/**
	 * Who this shard is.
	 *
	 * @param gatewayUrl the URL to cache, as {@code GET /gateway/bot} told it
	 * @param token the bot's token
	 * @param id the shard's id
	 * @param count the number of shards
	 * @param intents the intents' bits
	 * @param compressed whether to ask for {@code zlib-stream}
	 */
	record Identity(String gatewayUrl, String token, int id, int count, int intents, boolean compressed) {
	}

	/**
	 * A dispatch.
	 */
	record Event(String type, long sequence, JsonNode data) {
	}

	private final Identity identity;

	private final HttpClient http;

	private final IdentifyQueue queue;

	private final Random random;

	private final ScheduledExecutorService thread;

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	private final List<Long> sequences = new CopyOnWriteArrayList<>();

	private final Semaphore acknowledgements = new Semaphore(0);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private @Nullable ReferenceConnection connection;

	private @Nullable ScheduledFuture<?> heart;

	private @Nullable String sessionId;

	private @Nullable String resumeUrl;

	private @Nullable Aftermath aftermath;

	private long sequence = -1;

	private boolean acknowledged;

	ReferenceShard(Identity identity, HttpClient http, IdentifyQueue queue, Random random) {
		this.identity = identity;
		this.http = http;
		this.queue = queue;
		this.random = random;
		this.thread = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "shard-" + identity.id());
			thread.setDaemon(true);
			return thread;
		});
	}

	BlockingQueue<Event> events() {
		return this.events;
	}

	void start() {
		this.thread.execute(this::connect);
	}

	/**
	 * Close for good.
	 */
	void stop() {
		if (this.stopped.getCount() > 0) {
			this.thread.execute(() -> leave(CLOSE_FOR_GOOD, Aftermath.STOP));
		}
	}

	/**
	 * Wait until it has given up or was stopped.
	 */
	boolean awaitStop() throws InterruptedException {
		return this.stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	void send(int op, JsonNode data) {
		this.thread.execute(() -> write(op, data));
	}

	/**
	 * Wait until so many heartbeats were acknowledged, from now on.
	 */
	boolean awaitAcknowledgements(int count) throws InterruptedException {
		this.acknowledgements.drainPermits();
		return this.acknowledgements.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	private void connect() {
		if (this.aftermath == Aftermath.STOP) {
			finish();
			return;
		}
		String url = (this.sessionId != null && this.resumeUrl != null) ? this.resumeUrl : this.identity.gatewayUrl();
		this.aftermath = null;
		this.connection = new ReferenceConnection(this, this.http, url, this.identity.compressed());
	}

	@Override
	public void received(ReferenceConnection connection, JsonNode payload) {
		this.thread.execute(() -> {
			if (connection == this.connection && this.aftermath == null) {
				read(payload);
			}
		});
	}

	private void read(JsonNode payload) {
		JsonNode data = payload.path("d");
		switch (payload.path("op").intValue()) {
			case 0 -> dispatched(new Event(payload.path("t").stringValue(), payload.path("s").longValue(), data));
			case 1 -> beat();
			case 7 -> leave(CLOSE_TO_RESUME, Aftermath.RESUME);
			case 9 -> leave(CLOSE_TO_RESUME, data.booleanValue() ? Aftermath.RESUME : Aftermath.IDENTIFY);
			case 10 -> greeted(data.path("heartbeat_interval").longValue());
			case 11 -> {
				this.acknowledged = true;
				this.acknowledgements.release();
			}
			default -> throw new IllegalStateException("Unexpected: " + payload);
		}
	}

	private void greeted(long interval) {
		this.acknowledged = true;
		long first = (long) (interval * this.random.nextDouble());
		this.heart = this.thread.scheduleAtFixedRate(this::beatOrGiveUp, first, interval, TimeUnit.MILLISECONDS);
		if (this.sessionId != null) {
			resume(this.sessionId);
		}
		else {
			ReferenceConnection greeting = this.connection;
			ScheduledFuture<?> unused = this.thread.schedule(() -> {
				if (greeting == this.connection && this.aftermath == null) {
					identify();
				}
			}, this.queue.take(this.identity.id()), TimeUnit.NANOSECONDS);
		}
	}

	private void identify() {
		ObjectNode data = object().put("token", this.identity.token()).put("intents", this.identity.intents());
		data.putObject("properties").put("os", "linux").put("browser", "reference").put("device", "reference");
		data.putArray("shard").add(this.identity.id()).add(this.identity.count());
		write(2, data);
	}

	private void resume(String session) {
		write(6, object().put("token", this.identity.token()).put("session_id", session).put("seq", this.sequence));
	}

	/**
	 * The sequence numbers received so far, in order.
	 */
	List<Long> sequences() {
		return List.copyOf(this.sequences);
	}

	private void dispatched(Event event) {
		this.sequences.add(event.sequence());
		this.sequence = event.sequence();
		if (event.type().equals("READY")) {
			this.sessionId = event.data().path("session_id").stringValue();
			this.resumeUrl = event.data().path("resume_gateway_url").stringValue();
		}
		this.events.add(event);
	}

	private void beatOrGiveUp() {
		if (this.acknowledged) {
			this.acknowledged = false;
			beat();
		}
		else {
			leave(CLOSE_TO_RESUME, Aftermath.RESUME);
		}
	}

	private void beat() {
		write(1, (this.sequence >= 0) ? JsonNodeFactory.instance.numberNode(this.sequence)
				: JsonNodeFactory.instance.nullNode());
	}

	private void write(int op, JsonNode data) {
		ReferenceConnection open = this.connection;
		if (open != null && this.aftermath == null) {
			open.send(object().put("op", op).set("d", data));
		}
	}

	private void leave(int code, Aftermath aftermath) {
		ReferenceConnection open = this.connection;
		if (open != null && this.aftermath == null) {
			this.aftermath = aftermath;
			stopHeart();
			open.close(code);
		}
	}

	@Override
	public void closed(ReferenceConnection connection, int code) {
		this.thread.execute(() -> {
			if (connection != this.connection) {
				return;
			}
			stopHeart();
			this.connection = null;
			Aftermath next = (this.aftermath != null) ? this.aftermath : Aftermath.of(code);
			if (next != Aftermath.RESUME) {
				forget();
			}
			if (next == Aftermath.STOP) {
				finish();
			}
			else {
				connect();
			}
		});
	}

	/**
	 * Fall back to the cached URL, but keep the session.
	 */
	@Override
	public void unreachable(ReferenceConnection connection) {
		this.thread.execute(() -> {
			this.resumeUrl = null;
			ScheduledFuture<?> unused = this.thread.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
		});
	}

	private void finish() {
		this.stopped.countDown();
		this.thread.shutdown();
	}

	private void stopHeart() {
		if (this.heart != null) {
			this.heart.cancel(false);
			this.heart = null;
		}
	}

	private void forget() {
		this.sessionId = null;
		this.resumeUrl = null;
		this.sequence = -1;
	}

	private static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

}
