package io.github.fleetboot.docs;

import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.ClusterShutdownEvent;
import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.ShardDisconnectEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import io.github.fleetboot.stats.FleetStatsEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Statistics, events and meters.
 */
final class MonitoringExamples {

	private static final Logger logger = LoggerFactory.getLogger(MonitoringExamples.class);

	private MonitoringExamples() {
	}

	// tag::listeners[]
	@AdmiralController
	static class Watchman {

		@EventListener
		void ended(ClusterShutdownEvent event) {
			logger.warn("Cluster {} with the shards {} has ended: {}", event.cluster(), event.shards(), event.cause());
		}

		@EventListener
		void lost(ShardDisconnectEvent event) {
			logger.info("Shard {} of cluster {} lost its connection", event.shard(), event.cluster());
		}

		@EventListener
		void anything(FleetEvent event) {
			logger.debug("{}", event);
		}

	}
	// end::listeners[]

	// tag::activity[]
	@ClusterWorker
	static class GuildCountActivity {

		private final ShardManager shardManager;

		GuildCountActivity(ShardManager shardManager) {
			this.shardManager = shardManager;
		}

		@EventListener
		void counted(FleetStatsEvent event) {
			this.shardManager.setActivity(Activity.customStatus("in %,d guilds".formatted(event.stats().guilds())));
		}

	}
	// end::activity[]

	// tag::health[]
	@FleetService("dictionary")
	static class Dictionary implements HealthIndicator {

		private volatile boolean loaded;

		@Override
		public Health health() {
			return this.loaded ? Health.up().build() : Health.down().withDetail("reason", "not loaded yet").build();
		}

	}
	// end::health[]

	// tag::collect[]
	@ClusterWorker
	static class StatsCommand extends ListenerAdapter {

		private final FleetStatistics statistics;

		StatsCommand(FleetStatistics statistics) {
			this.statistics = statistics;
		}

		@Override
		public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
			if (event.getName().equals("stats")) {
				event.deferReply().queue();
				CompletableFuture<FleetStats> stats = this.statistics.collect();
				stats.whenComplete((all, failure) -> event.getHook()
					.sendMessage((all != null) ? "%,d guilds on %d shards".formatted(all.guilds(), all.shardCount())
							: "Nobody knows at the moment.")
					.queue());
			}
		}

	}
	// end::collect[]

	// tag::own-event[]
	record Raid(long guildId, int joins) {
	}

	@ClusterWorker
	static class RaidDetector {

		private final IpcTemplate ipc;

		RaidDetector(IpcTemplate ipc) {
			this.ipc = ipc;
		}

		void detected(Raid raid) {
			this.ipc.convertAndSend(IpcDestination.admiral().route("raids"), raid);
		}

	}

	@AdmiralController
	static class RaidDesk {

		private final ApplicationEventPublisher events;

		RaidDesk(ApplicationEventPublisher events) {
			this.events = events;
		}

		@MessageMapping("raids")
		void raid(@Payload Raid raid, WorkerId sender) {
			logger.warn("{} saw {}", sender, raid);
			this.events.publishEvent(raid);
		}

	}
	// end::own-event[]

	// tag::meter[]
	@ClusterWorker
	static class CountedCommands extends ListenerAdapter {

		private final Counter commands;

		CountedCommands(MeterRegistry meters) {
			this.commands = Counter.builder("bot.commands").description("Commands that were used").register(meters);
		}

		@Override
		public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
			this.commands.increment();
		}

	}
	// end::meter[]

}
