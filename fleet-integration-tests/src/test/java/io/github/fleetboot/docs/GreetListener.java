package io.github.fleetboot.docs;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

// tag::listener[]
@ClusterWorker
class GreetListener extends ListenerAdapter {

	private final IpcTemplate ipc;

	GreetListener(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		if (event.getAuthor().isBot() || !event.getMessage().getContentRaw().equals("!greet")) {
			return;
		}
		this.ipc
			.requestAsync(IpcDestination.service("languages").route("greet"), event.getAuthor().getName(), String.class)
			.thenAccept((greeting) -> event.getChannel().sendMessage(greeting).queue());
	}

}
// end::listener[]
