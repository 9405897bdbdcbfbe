package io.github.fleetboot.docs;

import io.github.fleetboot.ClusterWorker;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.Commands;

// tag::registration[]
@ClusterWorker
class CommandRegistration extends ListenerAdapter {

	@Override
	public void onReady(ReadyEvent event) {
		if (event.getJDA().getShardInfo().getShardId() == 0) {
			event.getJDA().updateCommands().addCommands(Commands.slash("ping", "Answers with Pong!")).queue();
		}
	}

}
// end::registration[]
