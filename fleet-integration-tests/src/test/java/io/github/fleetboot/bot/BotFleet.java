package io.github.fleetboot.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.admiral.FleetStatus.Cluster;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.admiral.FleetStatus.Service;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet of the bot on an emulator. The Admiral lives in the JVM of the test, its
 * workers in theirs.
 */
final class BotFleet implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * For fleets whose second service would cost a JVM and show nothing.
	 */
	static final String ONE_SERVICE = "--bot.late.enabled=false";

	/**
	 * What a fleet keeps for its next run.
	 */
	static final String[] KEPT = { "dumps", "releases" };

	private final DiscordEmulator discord;

	private final Path directory;

	private final ConfigurableApplicationContext context;

	private BotFleet(DiscordEmulator discord, Path directory, ConfigurableApplicationContext context) {
		this.discord = discord;
		this.directory = directory;
		this.context = context;
	}

	/**
	 * Start a fleet. Returns before it is ready.
	 */
	static BotFleet start(DiscordEmulator discord, String... arguments) {
		return start(discord, archivedArguments(discord), arguments);
	}

	/**
	 * Start a fleet of 2 clusters with 2 shards each, which sees a hang within seconds,
	 * and which no number of failures ends. Returns before it is ready.
	 */
	static BotFleet startHardy(String... arguments) {
		DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(8)
			.shards(4)
			.identifyWindow(Duration.ofMillis(500))
			.start();
		List<String> hardy = List.of("--fleet.clusters.count=2", "--fleet.sharding.identify-interval=500ms",
				"--fleet.workers.hang-timeout=6s", "--fleet.workers.shutdown-timeout=4s",
				"--fleet.workers.stable-after=1s", "--fleet.workers.max-restarts=50",
				"--fleet.workers.restart-intensity=100");
		return start(discord, Stream.concat(hardy.stream(), Stream.of(arguments)).toArray(String[]::new));
	}

	/**
	 * Start a fleet whose workers start as they do from any class path, since they are
	 * measured. Returns before it is ready.
	 */
	static BotFleet startWithoutArchive(DiscordEmulator discord, String... arguments) {
		return start(discord, arguments(discord), arguments);
	}

	private static BotFleet start(DiscordEmulator discord, List<String> usual, String... arguments) {
		Path directory = newDirectory();
		List<String> all = new ArrayList<>(usual);
		all.add("--fleet.directory=" + directory);
		for (String argument : arguments) {
			// Of an option that is given twice Spring joins the values
			String name = argument.substring(0, argument.indexOf('=') + 1);
			all.removeIf((earlier) -> earlier.startsWith(name));
			all.add(argument);
		}
		try {
			return new BotFleet(discord, directory, BotApplication.run(all.toArray(String[]::new)));
		}
		catch (RuntimeException ex) {
			// Of what is refused nothing is left
			assertThat(directory).isEmptyDirectory();
			delete(directory);
			throw ex;
		}
	}

	private static Path newDirectory() {
		try {
			return Files.createTempDirectory("bot-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What points a fleet at an emulator.
	 */
	static List<String> arguments(DiscordEmulator discord) {
		return List.of("--fleet.skip-in-tests=false", "--spring.main.web-application-type=none",
				"--fleet.discord.api-url=" + discord.apiUrl(), "--fleet.discord.gateway-url=" + discord.gatewayUrl(),
				"--fleet.discord.token=" + discord.token(), "--fleet.discord.intents=guild-messages,message-content",
				"--spring.main.banner-mode=off");
	}

	/**
	 * The same, for workers that start from the archive of this JVM's classes.
	 */
	static List<String> archivedArguments(DiscordEmulator discord) {
		// Workers are started with the class path that this JVM tells
		System.setProperty("java.class.path", ClassDataArchive.classPath(List.of()));
		return Stream.concat(arguments(discord).stream(), ClassDataArchive.arguments().stream()).toList();
	}

	BotFleet awaitReady() {
		return awaitReady(PATIENCE);
	}

	BotFleet awaitReady(Duration patience) {
		Awaitility.await()
			.atMost(patience)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> status().state() == FleetState.RUNNING);
		return this;
	}

	DiscordEmulator discord() {
		return this.discord;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	IpcTemplate ipc() {
		return this.context.getBean(IpcTemplate.class);
	}

	FleetStatus status() {
		FleetStatus status = this.context.getBean(Admiral.class).status();
		assertThat(status).isNotNull();
		return status;
	}

	Cluster cluster(int id) {
		return status().clusters().get(id);
	}

	Service service(String name) {
		return status().services().stream().filter((service) -> service.name().equals(name)).findFirst().orElseThrow();
	}

	Path directory() {
		return this.directory;
	}

	List<Long> pids() {
		FleetStatus status = status();
		return Stream.concat(status.clusters().stream().map(Cluster::pid), status.services().stream().map(Service::pid))
			.toList();
	}

	/**
	 * Stop the fleet, and see that nothing is left of it.
	 */
	@Override
	public void close() {
		this.context.close();
		this.discord.close();
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		assertThat(this.directory.toFile().list()).as("what is left").isSubsetOf(KEPT);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("fleet-supervisor"));
		delete(this.directory);
	}

}
