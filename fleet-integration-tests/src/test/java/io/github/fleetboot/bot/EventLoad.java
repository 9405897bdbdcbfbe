package io.github.fleetboot.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

	private final CompletableFuture<Long> last = new CompletableFuture<>();

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<Object> ballast = new ArrayList<>();

	private volatile int expected;

	private int count;

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (content.equals("!hold")) {
			await();
		}
		else if (content.equals("!event") && ++this.count == this.expected) {
			this.last.complete(System.nanoTime());
		}
	}

	private void await() {
		try {
			this.release.await(2, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@MessageMapping("events")
	double events(@Payload int events) throws Exception {
		this.expected = events;
		long start = System.nanoTime();
		this.release.countDown();
		return events * 1e9 / (this.last.get(2, TimeUnit.MINUTES) - start);
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
