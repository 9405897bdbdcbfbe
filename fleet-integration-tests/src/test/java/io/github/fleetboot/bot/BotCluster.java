package io.github.fleetboot.bot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.stats.FleetStatistics;
import io.github.fleetboot.stats.FleetStats;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.sharding.ShardManager;

import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * What the bot does in every cluster.
 */
@ClusterWorker
class BotCluster extends ListenerAdapter {

	private final ShardManager shardManager;

	private final IpcTemplate ipc;

	private final WorkerInfo info;

	private final ConfigurableEnvironment environment;

	private final FleetOperations fleet;

	private final FleetStatistics statistics;

	private final List<String> events = new CopyOnWriteArrayList<>();

	private ServiceLoad serviceLoad;

	BotCluster(ShardManager shardManager, IpcTemplate ipc, WorkerInfo info, ConfigurableEnvironment environment,
			FleetOperations fleet, FleetStatistics statistics) {
		this.fleet = fleet;
		this.shardManager = shardManager;
		this.ipc = ipc;
		this.info = info;
		this.environment = environment;
		this.statistics = statistics;
	}

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (!event.getAuthor().isBot() && content.startsWith("!ping ")) {
			event.getChannel().sendMessage("Pong! " + content.substring(6)).queue();
		}
		if (!event.getAuthor().isBot() && content.startsWith("!update ")) {
			String id = this.fleet.update(FleetUpdate.of().withJvmArgs(content.substring(8))).id();
			event.getChannel().sendMessage(id).queue();
		}
	}

	@Override
	public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
		Sample sample = new Sample(1, event.getOption("text", "", (option) -> option.getAsString()));
		this.ipc.requestAsync(IpcDestination.service("echo").route("echo"), sample, Sample.class)
			.whenComplete((echo, failure) -> event.reply((failure == null) ? echo.text() : failure.toString()).queue());
	}

	@MessageMapping("guild-count")
	long guildCount() {
		return this.shardManager.getGuildCache().size();
	}

	@MessageMapping("who")
	Map<String, Object> who() {
		return Map.of("id", this.info.id().toString(), "shards", String.valueOf(this.info.shards()), "total",
				this.info.totalShards());
	}

	@MessageMapping("echo")
	Sample echo(@Payload Sample sample) {
		return sample;
	}

	@MessageMapping("knows")
	boolean knows(@Payload String secret) {
		return Secrets.isToldBy(this.environment, secret);
	}

	@MessageMapping("fail")
	void fail() {
		throw new IllegalStateException("the bilge is full");
	}

	@MessageMapping("wait")
	void waitFor(@Payload long millis) throws InterruptedException {
		Thread.sleep(millis);
	}

	@MessageMapping("hear")
	void hear(@Payload String word) {
		this.ipc.convertAndSend(IpcDestination.admiral().route("note"), "heard " + word);
	}

	/**
	 * Creates a service, and tells how that ended, or why it was refused.
	 */
	@MessageMapping("create")
	CompletableFuture<String> create(@Payload String service) {
		try {
			FleetOperation create = this.fleet.createService(service);
			return this.fleet.whenEnded(create.id()).thenApply((end) -> end.id() + " " + end.state());
		}
		catch (FleetException ex) {
			return CompletableFuture.completedFuture(ex.getMessage() + " " + ex.getAction());
		}
	}

	/**
	 * Changes the number of clusters, which ends this one, and tells how that began.
	 */
	@MessageMapping("update")
	String update(@Payload int clusters) {
		return this.fleet.update(FleetUpdate.of().withClusters(clusters).withClusterJvmArgs()).id();
	}

	@MessageMapping("service-load.begin")
	void beginServiceLoad(@Payload int perSecond) {
		this.serviceLoad = ServiceLoad.begin(this.ipc, this.info.id().toString(), perSecond);
	}

	@MessageMapping("service-load.end")
	ServiceLoad.Result endServiceLoad() throws InterruptedException {
		return this.serviceLoad.end();
	}

	@EventListener
	void heard(FleetEvent event) {
		this.events.add(event.toString());
	}

	@MessageMapping("fleet-events")
	List<String> events() {
		return List.copyOf(this.events);
	}

	@MessageMapping("statistics")
	CompletableFuture<FleetStats> statistics() {
		return this.statistics.collect();
	}

	@MessageMapping("load")
	IpcLoad load() {
		return IpcLoad.run(this.ipc, IpcDestination.service("echo").route("echo"));
	}

}
