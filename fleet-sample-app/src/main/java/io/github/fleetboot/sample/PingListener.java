package io.github.fleetboot.sample;

import io.github.fleetboot.ClusterWorker;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/**
 * Answers {@code !ping X} with {@code Pong! X}.
 */
@ClusterWorker
class PingListener extends ListenerAdapter {

	private static final String COMMAND = "!ping";

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (event.getAuthor().isBot() || !(content.equals(COMMAND) || content.startsWith(COMMAND + " "))) {
			return;
		}
		event.getChannel().sendMessage(("Pong! " + content.substring(COMMAND.length()).trim()).trim()).queue();
	}

}
