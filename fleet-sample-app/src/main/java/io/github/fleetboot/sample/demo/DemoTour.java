package io.github.fleetboot.sample.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Once the fleet is up, talks to the bot like a member of its guilds, and tells in the
 * log what comes back.
 */
@AdmiralController
@Profile("demo")
class DemoTour implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger("demo");

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int ROUND_TRIPS = 200;

	private final AtomicInteger round = new AtomicInteger();

	private final ScheduledExecutorService visitor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "demo-visitor");
		thread.setDaemon(true);
		return thread;
	});

	private final DiscordEmulator discord;

	private final IpcTemplate ipc;

	private final Environment environment;

	DemoTour(DiscordEmulator discord, IpcTemplate ipc, Environment environment) {
		this.discord = discord;
		this.ipc = ipc;
		this.environment = environment;
	}

	@EventListener
	void fleetIsReady(FleetReadyEvent event) {
		logger.info("{} shards are ready after {} s, with {} IDENTIFYs and {} violations of Discord's limits",
				event.shards(), event.duration().toMillis() / 1000.0, this.discord.record().identifies().size(),
				this.discord.record().violations().size());
		if (this.round.get() == 0) {
			this.visitor.scheduleWithFixedDelay(this::visit, 0, 15, TimeUnit.SECONDS);
		}
	}

	private void visit() {
		int number = this.round.incrementAndGet();
		int guild = number % this.discord.guilds().size();
		try {
			say(guild, "!ping " + number);
			slash(guild);
			measureIpc(number);
			if (number == 1) {
				showTheWay();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Round {} got no answer: {}", number, ex.toString());
		}
	}

	private void say(int guild, String message) {
		long start = System.nanoTime();
		String reply = this.discord.message(guild).from("Ada").content(message).send().awaitReply(PATIENCE).content();
		logger.info("In guild {} Ada said '{}' and the bot answered '{}' within {} ms", guild, message, reply,
				millisSince(start));
	}

	private void slash(int guild) {
		long start = System.nanoTime();
		String greeting = this.discord.slashCommand(guild, "greet")
			.from("Ada")
			.option("language", "de")
			.send()
			.awaitResponse(PATIENCE)
			.content();
		logger.info("/greet asked the service in its own JVM: '{}' within {} ms", greeting, millisSince(start));
		String guilds = this.discord.slashCommand(guild, "guilds").from("Ada").send().awaitResponse(PATIENCE).content();
		logger.info("/guilds asked every cluster: '{}'", guilds);
	}

	private void measureIpc(int number) {
		long[] micros = new long[ROUND_TRIPS];
		for (int trip = 0; trip < ROUND_TRIPS; trip++) {
			long start = System.nanoTime();
			this.ipc.convertSendAndReceive(IpcDestination.cluster(0).route("guild-count"), number, Long.class);
			micros[trip] = (System.nanoTime() - start) / 1000;
		}
		Arrays.sort(micros);
		logger.info("An IPC round trip from the Admiral to cluster 0 and back took {} µs (median of {})",
				micros[ROUND_TRIPS / 2], ROUND_TRIPS);
	}

	private void showTheWay() {
		String port = this.environment.getProperty("local.server.port", "8080");
		logger.info("Look at the fleet: http://localhost:{}/actuator/fleet", port);
		logger
			.info("Try this: kill -9 the pid of a cluster, and watch it come back. Ctrl-C drains and ends everything");
	}

	private static long millisSince(long start) {
		return (System.nanoTime() - start) / 1_000_000;
	}

	@Override
	public void destroy() {
		this.visitor.shutdownNow();
	}

}
