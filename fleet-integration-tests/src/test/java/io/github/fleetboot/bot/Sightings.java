package io.github.fleetboot.bot;

import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.ClusterWorker;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Remembers the messages of a load a cluster has seen, and tells of them.
 */
@ClusterWorker
class Sightings extends ListenerAdapter {

	private final List<Long> seen = new ArrayList<>();

	@Override
	public synchronized void onMessageReceived(MessageReceivedEvent event) {
		if (!event.getAuthor().isBot() && event.getMessage().getContentRaw().endsWith(" of the load")) {
			this.seen.add(event.getMessageIdLong());
		}
	}

	@MessageMapping("seen-count")
	synchronized int count() {
		return this.seen.size();
	}

	@MessageMapping("seen")
	synchronized long[] seen() {
		return this.seen.stream().mapToLong(Long::longValue).toArray();
	}

}
