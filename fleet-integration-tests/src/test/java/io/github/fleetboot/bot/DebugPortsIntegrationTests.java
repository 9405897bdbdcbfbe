package io.github.fleetboot.bot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Debuggers attach to workers.
 */
@ExtendWith(OutputCaptureExtension.class)
class DebugPortsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String HANDSHAKE = "JDWP-Handshake";

	private static final Pattern LISTENING = Pattern
		.compile("fleet\\.(\\S+) +: Listening for transport dt_socket at address: (\\d+)");

	/**
	 * Workers wait for a debugger for longer than a start may take, and are not killed:
	 * they go on as soon as one has come and gone.
	 */
	@Test
	void eachWorkerListensAndIsNotKilledWhileItWaits(CapturedOutput output) throws Exception {
		try (BotFleet fleet = BotFleet.start(discord(), "--fleet.workers.debug.enabled=true",
				"--fleet.workers.debug.port=0", "--fleet.workers.debug.suspend=true",
				"--fleet.workers.start-timeout=1s", "--fleet.clusters.count=1")) {
			Awaitility.await().atMost(PATIENCE).until(() -> ports(output).size() == 3);
			Map<String, Integer> ports = ports(output);
			assertThat(ports).containsOnlyKeys("service-echo", "service-late", "cluster-0");
			assertThat(ports.values()).doesNotHaveDuplicates();
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> fleet.status().clusters().get(0).uptime() > Duration.ofSeconds(3).toSeconds());
			assertThat(fleet.status().services()).extracting(FleetStatus.Service::state)
				.containsOnly(WorkerState.STARTING);
			for (int port : ports.values()) {
				attachAndResume(port);
			}
			fleet.awaitReady();
			assertThat(fleet.status().clusters()).allSatisfy((cluster) -> assertThat(cluster.restarts()).isZero());
		}
	}

	@Test
	void aPortInUseIsRefusedBeforeAnythingIsForked() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
				DiscordEmulator discord = discord()) {
			assertThatThrownBy(() -> BotFleet.start(discord, "--fleet.workers.debug.enabled=true",
					"--fleet.workers.debug.port=" + taken.getLocalPort()))
				.hasRootCauseInstanceOf(java.net.BindException.class)
				.hasStackTraceContaining("The debug port %d of service-echo".formatted(taken.getLocalPort()))
				.satisfies((failure) -> assertThat(fleetException(failure).getAction())
					.contains("fleet.workers.debug.port"));
			assertThat(Processes.childrenOf(ProcessHandle.current())).isEmpty();
		}
	}

	private static FleetException fleetException(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof FleetException)) {
			cause = cause.getCause();
		}
		return (FleetException) cause;
	}

	private static DiscordEmulator discord() {
		return DiscordEmulator.builder().guilds(2).shards(1).start();
	}

	private static Map<String, Integer> ports(CapturedOutput output) {
		Map<String, Integer> ports = new TreeMap<>();
		Matcher matcher = LISTENING.matcher(output);
		while (matcher.find()) {
			ports.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
		}
		return ports;
	}

	/**
	 * What a debugger says first; and VirtualMachine.Resume, so that the worker goes on.
	 */
	private static void attachAndResume(int port) throws IOException {
		try (Socket debugger = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
			debugger.setSoTimeout((int) PATIENCE.toMillis());
			debugger.getOutputStream().write(HANDSHAKE.getBytes(US_ASCII));
			assertThat(new String(debugger.getInputStream().readNBytes(HANDSHAKE.length()), US_ASCII))
				.isEqualTo(HANDSHAKE);
			List<Integer> resume = List.of(0, 0, 0, 11, 0, 0, 0, 1, 0, 1, 9);
			for (int octet : resume) {
				debugger.getOutputStream().write(octet);
			}
			debugger.getOutputStream().flush();
			// The event that it has started comes first, of unknown length; then this
			assertThat(debugger.getInputStream().readNBytes(11)).hasSize(11);
		}
	}

}
