package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.GuildSnapshot;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.store.FleetStore;
import jakarta.annotation.PreDestroy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Says what it hears. May be told to linger when it is to end, to leave, and not to come
 * back.
 */
@FleetService("echo")
class EchoService {

	private final IpcTemplate ipc;

	private final FleetOperations fleet;

	private final Duration linger;

	private final ConfigurableApplicationContext context;

	private final FleetStore store;

	private final FleetCache cache;

	EchoService(IpcTemplate ipc, FleetOperations fleet, FleetStore store, FleetCache cache,
			@Value("${bot.echo.linger:0s}") Duration linger, @Value("${bot.echo.broken:false}") boolean broken,
			ConfigurableApplicationContext context) {
		if (broken) {
			throw new IllegalStateException("the echo is broken");
		}
		this.ipc = ipc;
		this.fleet = fleet;
		this.store = store;
		this.cache = cache;
		this.linger = linger;
		this.context = context;
	}

	@MessageMapping("echo")
	Sample echo(@Payload Sample sample) {
		return sample;
	}

	/**
	 * Takes a moment, and tells the Admiral of each call, so that it can be seen that
	 * there was just one.
	 */
	@MessageMapping("serve")
	String serve(@Payload String id) throws InterruptedException {
		Thread.sleep(5);
		this.ipc.convertAndSend(IpcDestination.admiral().route("served"), id);
		return id;
	}

	/**
	 * Restarts itself, and tells the Admiral what it hears of the end.
	 */
	@MessageMapping("restart-yourself")
	String restartYourself() {
		String id = this.fleet.restart(List.of(WorkerId.service("echo")), false).id();
		this.fleet.whenEnded(id)
			.whenComplete((end, failure) -> this.ipc.convertAndSend(IpcDestination.admiral().route("note"),
					"echo heard " + ((failure != null) ? failure : end)));
		return id;
	}

	@MessageMapping("guilds-of-cluster")
	Long guildsOfCluster(@Payload int cluster) {
		return this.ipc.convertSendAndReceive(IpcDestination.cluster(cluster).route("guild-count"), "", Long.class);
	}

	@MessageMapping("length")
	int length(@Payload byte[] bytes) {
		return bytes.length;
	}

	@MessageMapping("stored.count")
	long stored() {
		return this.store.get("visits", Long.class).orElse(0L);
	}

	@MessageMapping("stored.log")
	Optional<Sample> stored(@Payload int number) {
		return this.store.in("log").get("%08d".formatted(number), Sample.class);
	}

	@MessageMapping("cached.guild")
	CompletableFuture<Optional<GuildSnapshot>> guild(@Payload long guildId) {
		return this.cache.async().getGuild(guildId);
	}

	/**
	 * Whether the configuration of this JVM tells a secret.
	 */
	@MessageMapping("knows")
	boolean knows(@Payload String secret) {
		return Secrets.isToldBy(this.context.getEnvironment(), secret);
	}

	@MessageMapping("leave")
	void leave() {
		new Thread(this.context::close, "leave").start();
	}

	@PreDestroy
	void linger() throws InterruptedException {
		Thread.sleep(this.linger.toMillis());
	}

}
