package io.github.fleetboot.bot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ClusterWorker;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * How fast a cluster handles what its gateway sends. {@code !hold} stops a shard, so that
 * events pile up which it then finds waiting; {@code !event} is counted.
 */
@ClusterWorker
class EventLoad extends ListenerAdapter {

	static final int EVENTS = 20_000;

	static final int ROUNDS = 5;

	private final Semaphore releases = new Semaphore(0);

	private final List<Object> ballast = new ArrayList<>();

	private final CompletableFuture<Void>[] rounds;

	private int count;

	@SuppressWarnings({ "unchecked", "rawtypes" })
	EventLoad() {
		this.rounds = new CompletableFuture[ROUNDS];
		Arrays.setAll(this.rounds, (round) -> new CompletableFuture<>());
	}

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (content.equals("!hold")) {
			this.releases.acquireUninterruptibly();
		}
		else if (content.equals("!event") && ++this.count % EVENTS == 0) {
			this.rounds[this.count / EVENTS - 1].complete(null);
		}
	}

	@MessageMapping("events")
	double events(@Payload int round) throws Exception {
		long start = System.nanoTime();
		this.releases.release();
		this.rounds[round].get(2, TimeUnit.MINUTES);
		return EVENTS * 1e9 / (System.nanoTime() - start);
	}

	/**
	 * Until there is no more room.
	 */
	@MessageMapping("fill")
	void fill() {
		while (true) {
			this.ballast.add(new byte[1 << 20]);
		}
	}

}
