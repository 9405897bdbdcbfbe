package io.github.fleetboot.test.discord.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.DiscordEmulator;
import tools.jackson.databind.JsonNode;

/**
 * A whole client: as many shards as are recommended, and the REST API.
 */
final class ReferenceClient implements AutoCloseable {

	/**
	 * All intents that need no permission, and MESSAGE_CONTENT.
	 */
	private static final int INTENTS = 0x331FFFF & ~(1 << 1 | 1 << 8);

	private static final long PATIENCE_SECONDS = 10;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ReferenceRest rest;

	private final List<ReferenceShard> shards = new ArrayList<>();

	private ReferenceClient(DiscordEmulator discord) {
		this.rest = new ReferenceRest(this.http, discord.apiUrl(), discord.token());
	}

	/**
	 * Ask for the gateway's address, and start all shards there.
	 * @param window the time between two IDENTIFYs of one key
	 */
	static ReferenceClient start(DiscordEmulator discord, Duration window, boolean compressed) {
		ReferenceClient client = new ReferenceClient(discord);
		JsonNode gateway = client.rest.get("gateway/bot").join().body();
		JsonNode limit = gateway.path("session_start_limit");
		IdentifyQueue queue = new IdentifyQueue(limit.path("max_concurrency").intValue(),
				limit.path("remaining").intValue(), window);
		int count = gateway.path("shards").intValue();
		for (int id = 0; id < count; id++) {
			ReferenceShard.Identity identity = new ReferenceShard.Identity(gateway.path("url").stringValue(),
					discord.token(), id, count, INTENTS, compressed);
			client.shards.add(new ReferenceShard(identity, client.http, queue, new Random(id)));
		}
		client.shards.forEach(ReferenceShard::start);
		return client;
	}

	/**
	 * Use the REST API alone.
	 */
	static ReferenceClient restOnly(DiscordEmulator discord) {
		return new ReferenceClient(discord);
	}

	ReferenceRest rest() {
		return this.rest;
	}

	ReferenceShard shard(int id) {
		return this.shards.get(id);
	}

	/**
	 * Wait for READY and for each guild that it announces.
	 * @return READY's data
	 */
	JsonNode awaitGuilds(int shard) throws InterruptedException {
		JsonNode ready = await(shard, "READY").data();
		Set<String> missing = new HashSet<>();
		ready.path("guilds").forEach((guild) -> missing.add(guild.path("id").stringValue()));
		while (!missing.isEmpty()) {
			missing.remove(await(shard, "GUILD_CREATE").data().path("id").stringValue());
		}
		return ready;
	}

	/**
	 * Take dispatches until one of a type, and drop those before it.
	 */
	ReferenceShard.Event await(int shard, String type) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (true) {
			ReferenceShard.Event event = shard(shard).events().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (event == null) {
				throw new AssertionError("No " + type + " came");
			}
			if (event.type().equals(type)) {
				return event;
			}
		}
	}

	/**
	 * Close all sessions for good.
	 */
	@Override
	public void close() {
		this.shards.forEach(ReferenceShard::stop);
	}

}
