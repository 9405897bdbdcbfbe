package io.github.fleetboot.bot;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.DiscordEmulatorBuilder;
import io.github.fleetboot.test.discord.world.PrivilegedIntent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the fleet refuses, with a cure and with nothing started halfway.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	@AfterEach
	void nothingIsLeft() {
		assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aWrongTokenIsRefusedBeforeAnythingStarts(CapturedOutput output) {
		FleetException refusal = refusal("--fleet.discord.token=wrong");
		assertThat(refusal).hasMessageContaining("token").hasMessageContaining("401");
		assertThat(refusal.getAction()).contains("fleet.discord.token");
		assertThat(output).contains("APPLICATION FAILED TO START").contains(refusal.getAction());
	}

	@Test
	void aMissingTokenNamesItsPropertyAndTheOneThatWasMeant() {
		FleetException refusal = refusal("--fleet.discord.token= ", "--discord.token=elsewhere");
		assertThat(refusal).hasMessageContaining("fleet.discord.token");
		assertThat(refusal.getAction()).contains("discord.token is set");
	}

	@Test
	void anIntentThatIsNotSwitchedOnNamesTheSwitch() {
		FleetException refusal = refusal((discord) -> discord.privilegedIntents());
		assertThat(refusal).hasMessageContaining("4014").hasMessageContaining("MESSAGE_CONTENT");
		assertThat(refusal.getAction()).contains("Message Content Intent").contains("fleet.discord.intents");
	}

	@Test
	void anUnreachableDiscordIsNamed() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		FleetException refusal = refusal("--fleet.discord.api-url=http://127.0.0.1:" + port);
		assertThat(refusal).hasMessageContaining("cannot be reached").hasMessageContaining("127.0.0.1:" + port);
		assertThat(refusal.getAction()).contains("fleet.discord.api-url");
	}

	@Test
	void anImpossibleShardRangeNamesItsProperties() {
		FleetException refusal = refusal("--fleet.sharding.total=4", "--fleet.sharding.first=4",
				"--fleet.sharding.last=5");
		assertThat(refusal.getAction()).contains("fleet.sharding.first").contains("fleet.sharding.last");
	}

	@Test
	void aGatewayThatIsNoWebSocketIsRefused() {
		assertThat(refusal("--fleet.discord.gateway-url=http://127.0.0.1:1"))
			.hasMessageContaining("fleet.discord.gateway-url");
	}

	@Test
	void aDirectoryThatCannotBeWrittenIsNamed() {
		assertThat(refusal("--fleet.directory=/proc/fleet").getAction()).contains("fleet.directory");
	}

	@Test
	void aPortInUseForksNothing() throws IOException {
		try (ServerSocket taken = new ServerSocket(0); DiscordEmulator discord = discord().start()) {
			Throwable failure = catchThrowable(() -> BotApplication.run(arguments(discord,
					"--spring.main.web-application-type=servlet", "--server.port=" + taken.getLocalPort())));
			assertThat(failure).hasStackTraceContaining("PortInUseException");
			assertThat(discord.record().requests()).isEmpty();
		}
	}

	@Test
	void aTokenThatIsResetEndsTheApplication(CapturedOutput output) {
		try (DiscordEmulator discord = discord().start()) {
			ConfigurableApplicationContext context = BotApplication.run(arguments(discord, BotFleet.ONE_SERVICE));
			discord.awaitSessions(1, PATIENCE);
			discord.fail().invalidateToken();
			assertEndsByItself(context);
			assertThat(output).contains("APPLICATION FAILED TO START").contains("Discord refused the bot's token");
			assertThat(discord.record().identifies()).hasSize(1);
		}
	}

	@Test
	void anIntentThatIsSwitchedOffLaterEndsTheApplication(CapturedOutput output) {
		try (DiscordEmulator discord = discord().start()) {
			ConfigurableApplicationContext context = BotApplication.run(arguments(discord, BotFleet.ONE_SERVICE));
			discord.fail().withdraw(PrivilegedIntent.MESSAGE_CONTENT);
			assertEndsByItself(context);
			assertThat(output).contains("close code 4014").contains("Message Content Intent");
			assertThat(discord.record().identifies()).hasSize(1);
		}
	}

	@Test
	void aServiceThatFailsToStartIsReportedWithItsCauseAndNoClusterIdentifies(CapturedOutput output) {
		try (DiscordEmulator discord = discord().start();
				ConfigurableApplicationContext context = BotApplication
					.run(arguments(discord, "--bot.late.failure=true", "--fleet.workers.max-restarts=1"))) {
			Admiral admiral = context.getBean(Admiral.class);
			Awaitility.await().atMost(PATIENCE).until(() -> stateOf("late", admiral) == WorkerState.FAILED);
			assertThat(output).contains("service-late is given up after 2 failures in a row")
				.contains("java.lang.IllegalStateException: no dictionary")
				.contains("no cluster begins without it");
			assertThat(stateOf("echo", admiral)).isEqualTo(WorkerState.LIVE);
			assertThat(discord.record().identifies()).isEmpty();
		}
	}

	@Test
	void anOutageWhileAClusterLogsInIsWaitedFor(CapturedOutput output) {
		try (DiscordEmulator discord = discord().start();
				ConfigurableApplicationContext context = BotApplication.run(arguments(discord, BotFleet.ONE_SERVICE))) {
			discord.fail().rest(503);
			Awaitility.await().atMost(PATIENCE).until(() -> output.toString().contains("logging in again in"));
			discord.fail().heal();
			discord.awaitSessions(1, PATIENCE);
			FleetStatus status = context.getBean(Admiral.class).status();
			assertThat(status).isNotNull();
			assertThat(status.clusters()).singleElement()
				.satisfies((cluster) -> assertThat(cluster.restarts()).isZero());
		}
	}

	private static WorkerState stateOf(String service, Admiral admiral) {
		FleetStatus status = admiral.status();
		assertThat(status).isNotNull();
		return status.services()
			.stream()
			.filter((candidate) -> candidate.name().equals(service))
			.map(FleetStatus.Service::state)
			.findFirst()
			.orElseThrow();
	}

	private static void assertEndsByItself(ConfigurableApplicationContext context) {
		Awaitility.await().atMost(PATIENCE).until(() -> !context.isActive());
		Awaitility.await().atMost(PATIENCE).until(() -> Processes.childrenOf(ProcessHandle.current()).isEmpty());
	}

	private FleetException refusal(String... arguments) {
		return refusal((discord) -> {
		}, arguments);
	}

	private FleetException refusal(Consumer<DiscordEmulatorBuilder> settings, String... arguments) {
		DiscordEmulatorBuilder builder = discord();
		settings.accept(builder);
		try (DiscordEmulator discord = builder.start()) {
			Throwable failure = catchThrowable(() -> BotApplication.run(arguments(discord, arguments)));
			assertThat(discord.record().identifies()).isEmpty();
			while (failure != null && !(failure instanceof FleetException)) {
				failure = failure.getCause();
			}
			assertThat(failure).isNotNull();
			return (FleetException) failure;
		}
	}

	private static DiscordEmulatorBuilder discord() {
		return DiscordEmulator.builder().guilds(2).shards(1);
	}

	private String[] arguments(DiscordEmulator discord, String... more) {
		List<String> arguments = new ArrayList<>(BotFleet.archivedArguments(discord));
		arguments.add("--fleet.directory=" + this.directory);
		for (String argument : more) {
			// Of an option that is given twice Spring joins the values
			String name = argument.substring(0, argument.indexOf('=') + 1);
			arguments.removeIf((earlier) -> earlier.startsWith(name));
			arguments.add(argument);
		}
		return arguments.toArray(String[]::new);
	}

}
