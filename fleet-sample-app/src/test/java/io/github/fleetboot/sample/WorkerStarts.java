package io.github.fleetboot.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.StringMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures how long a cluster takes from its start until it is connected to its Admiral,
 * which this is; and ends it then.
 */
final class WorkerStarts implements IpcAdmission, AutoCloseable {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final byte[] secret = new byte[32];

	private final IpcHandlers handlers = new IpcHandlers(new StringMessageConverter(), 1, 100);

	private final IpcHub hub;

	private volatile CompletableFuture<Long> connected = new CompletableFuture<>();

	WorkerStarts(Path directory) {
		this.hub = SocketIpc.openHub(directory, this.secret, IpcOptions.defaults(), (destination) -> List.of(CLUSTER),
				this, this.handlers);
	}

	/**
	 * Start two commands in turn.
	 * @param pairs how many times each
	 * @return the median of the second's milliseconds in relation to the first's
	 */
	double ratio(int pairs, List<String> first, List<String> second) throws Exception {
		double[] ofFirst = new double[pairs];
		double[] ofSecond = new double[pairs];
		for (int pair = 0; pair < pairs; pair++) {
			ofFirst[pair] = millis(first);
			ofSecond[pair] = millis(second);
		}
		System.out.println("Milliseconds: " + Arrays.toString(ofFirst) + " and " + Arrays.toString(ofSecond));
		return median(ofSecond) / median(ofFirst);
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	private double millis(List<String> command) throws Exception {
		CompletableFuture<Long> end = new CompletableFuture<>();
		this.connected = end;
		List<String> output = new ArrayList<>();
		long start = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			Thread reader = new Thread(() -> process.inputReader().lines().forEach(output::add));
			reader.setDaemon(true);
			reader.start();
			order().writeTo(process.getOutputStream());
			process.onExit()
				.thenRun(() -> end
					.completeExceptionally(new IllegalStateException("It ended: " + String.join("\n", output))));
			return (end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - start) / 1e6;
		}
		finally {
			process.destroyForcibly();
			assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
	}

	private LaunchOrder order() {
		Map<String, String> properties = Map.of("fleet.discord.token", "none", "fleet.discord.intents",
				"guild-messages");
		return new LaunchOrder(CLUSTER, 0, this.hub.address(), this.secret, List.of(CLUSTER.role().profile()),
				List.of(new PropertySourceRecord("commandLineArgs", Position.OVERRIDE, properties)),
				new ShardRange(0, 1), 2);
	}

	@Override
	public @Nullable String refuse(IpcHello hello) {
		return null;
	}

	@Override
	public void connected(WorkerId id, IpcHello hello) {
		this.connected.complete(System.nanoTime());
	}

	@Override
	public void disconnected(WorkerId id, @Nullable Throwable cause) {
		// It was ended
	}

	@Override
	public void close() throws IOException {
		this.hub.close();
		this.handlers.close();
	}

}
