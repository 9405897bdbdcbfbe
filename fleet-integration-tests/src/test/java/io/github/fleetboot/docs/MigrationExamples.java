package io.github.fleetboot.docs;

import io.github.fleetboot.ClusterWorker;
import jakarta.annotation.PreDestroy;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.sharding.ShardManager;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * The examples of docs/migration.md.
 */
final class MigrationExamples {

	private MigrationExamples() {
	}

	// tag::cluster[]
	@ClusterWorker
	static class BotWorker extends ListenerAdapter {

		private final ShardManager bot;

		BotWorker(ShardManager bot) {
			this.bot = bot;
		}

		@Override
		public void onMessageReceived(MessageReceivedEvent event) {
			// What was bot.on("messageCreate")
		}

		@MessageMapping("guild-count")
		long guildCount() {
			return this.bot.getGuildCache().size();
		}

		@PreDestroy
		void shutdown() {
			// What was shutdown(done)
		}

	}
	// end::cluster[]

}
