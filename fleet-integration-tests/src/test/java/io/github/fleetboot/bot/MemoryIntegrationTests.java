package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What workers may take, and what happens when that is not enough.
 */
@ExtendWith(OutputCaptureExtension.class)
class MemoryIntegrationTests {

	@Test
	void aWorkerWithoutMemoryEndsIsReportedAndReplaced(CapturedOutput output) {
		DiscordEmulator discord = DiscordEmulator.builder().identifyWindow(Duration.ofMillis(500)).start();
		try (BotFleet fleet = BotFleet.start(discord, "--fleet.clusters.count=1", "--fleet.clusters.heap=64MB",
				"--fleet.services.heap=96MB", "--fleet.sharding.identify-interval=500ms", BotFleet.ONE_SERVICE)) {
			fleet.awaitReady();
			long pid = fleet.cluster(0).pid();
			assertThat(Processes.commandLine(pid)).contains("-Xmx64m");
			assertThat(Processes.commandLine(fleet.service("echo").pid())).contains("-Xmx96m");
			CompletableFuture<?> lost = fleet.ipc()
				.requestAsync(IpcDestination.cluster(0).route("fill"), "", String.class, Duration.ofSeconds(30));
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> fleet.cluster(0).restarts() == 1 && fleet.cluster(0).state() == WorkerState.LIVE);
			assertThat(lost).isCompletedExceptionally();
			assertThat(output).contains(WorkerId.cluster(0) + ": its JVM (pid " + pid + ") ended with exit code 3, "
					+ "OutOfMemoryError: Java heap space; set fleet.clusters.heap to a larger size");
			assertThat(output).contains("    Terminating due to java.lang.OutOfMemoryError: Java heap space");
			assertThat(fleet.cluster(0).pid()).isNotEqualTo(pid);
		}
	}

	@Test
	void whatCannotFitIsNotStarted() {
		try (DiscordEmulator discord = DiscordEmulator.builder().start()) {
			assertThatExceptionOfType(ApplicationContextException.class)
				.isThrownBy(
						() -> BotFleet.start(discord, "--fleet.clusters.heap=auto", "--fleet.services.heap=100000GB"))
				.havingRootCause()
				.isInstanceOf(FleetException.class)
				.withMessageContaining("The fleet needs ")
				.withMessageContaining(" MB in all: Admiral ");
			assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
			assertThat(discord.record().identifies()).isEmpty();
		}
	}

	@Test
	void theMemoryIsDivided(CapturedOutput output) {
		DiscordEmulator discord = DiscordEmulator.builder().identifyWindow(Duration.ofMillis(500)).start();
		try (BotFleet fleet = BotFleet.start(discord, "--fleet.clusters.count=1", "--fleet.clusters.heap=auto",
				"--fleet.services.heap=100MB", "--fleet.services.instances.echo.jvm-args=-Xmx120m",
				"--fleet.logging.forward=false", BotFleet.ONE_SERVICE)) {
			fleet.awaitReady();
			assertThat(output).contains(": Memory: ");
			assertThat(Processes.commandLine(fleet.cluster(0).pid())).matches(".* -Xmx\\d+m .*");
			assertThat(Processes.commandLine(fleet.service("echo").pid())).matches(".* -Xmx100m .*-Xmx120m .*");
			// What a worker prints by itself is a line like any other of its output
			assertThat(output.toString().lines())
				.anyMatch((line) -> line.matches(".* fleet\\.cluster-0 +: .*WorkerRuntime.*"));
		}
	}

}
