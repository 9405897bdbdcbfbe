package io.github.fleetboot.sample;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands {@code /greet}, which asks a service, and {@code /guilds}, which asks
 * every cluster.
 */
@ClusterWorker
class SlashCommands extends ListenerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(SlashCommands.class);

	private final IpcTemplate ipc;

	private final GuildCount guildCount;

	SlashCommands(IpcTemplate ipc, GuildCount guildCount) {
		this.ipc = ipc;
		this.guildCount = guildCount;
	}

	/**
	 * Commands belong to the application, not to a shard: once in the whole fleet.
	 */
	@Override
	public void onReady(ReadyEvent event) {
		if (event.getJDA().getShardInfo().getShardId() != 0) {
			return;
		}
		event.getJDA()
			.updateCommands()
			.addCommands(
					Commands.slash("greet", "Greets you in another language")
						.addOption(OptionType.STRING, "language", "de, fr or en", true),
					Commands.slash("guilds", "Counts the guilds of the whole fleet"))
			.queue((commands) -> logger.info("{} slash commands are registered", commands.size()),
					(failure) -> logger.warn("The slash commands could not be registered: {}", failure.toString()));
	}

	@Override
	public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
		switch (event.getName()) {
			case "greet" -> greet(event);
			case "guilds" -> countGuilds(event);
			default -> event.reply("This bot does not know /" + event.getName()).setEphemeral(true).queue();
		}
	}

	private void greet(SlashCommandInteractionEvent event) {
		Greeting.Request request = new Greeting.Request(
				event.getOption("language", "en", (option) -> option.getAsString()),
				event.getUser().getEffectiveName());
		this.ipc.requestAsync(IpcDestination.service("languages").route("greet"), request, Greeting.class)
			.whenComplete((greeting, failure) -> event
				.reply((failure == null) ? greeting.text() : "Nobody here speaks that: " + failure.getMessage())
				.queue());
	}

	private void countGuilds(SlashCommandInteractionEvent event) {
		// Other JVMs are asked: the three seconds Discord gives for an answer may not do
		event.deferReply().queue();
		this.guildCount.ofTheFleet()
			.whenComplete((count, failure) -> event.getHook()
				.editOriginal((failure == null) ? "This fleet serves " + count + " guilds"
						: "They could not be counted: " + failure.getMessage())
				.queue());
	}

}
