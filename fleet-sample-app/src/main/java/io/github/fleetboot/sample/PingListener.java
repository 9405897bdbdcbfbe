package io.github.fleetboot.sample;

import io.github.fleetboot.ClusterWorker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/**
 * Answers {@code !ping X} with {@code Pong! X}, and counts how often: the Admiral shows
 * the sum of each cluster to Prometheus.
 */
@ClusterWorker
class PingListener extends ListenerAdapter {

	private static final String COMMAND = "!ping";

	private final Counter pings;

	PingListener(MeterRegistry meters) {
		this.pings = Counter.builder("sample.pings").description("Pings that were answered").register(meters);
	}

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (event.getAuthor().isBot() || !(content.equals(COMMAND) || content.startsWith(COMMAND + " "))) {
			return;
		}
		event.getChannel().sendMessage(("Pong! " + content.substring(COMMAND.length()).trim()).trim()).queue();
		this.pings.increment();
	}

}
