package io.github.fleetboot.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fleet of eris-fleet in processes of its own, which take orders over standard input.
 */
final class ReferenceFleet implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final JsonMapper json = new JsonMapper();

	private final Process process;

	private final Writer orders;

	private final BufferedReader results;

	private ReferenceFleet(Process process) {
		this.process = process;
		this.orders = process.outputWriter(UTF_8);
		this.results = process.inputReader(UTF_8);
	}

	/**
	 * Start it, and wait until its cluster can call.
	 * @param modules where its script is, and what that needs
	 */
	static ReferenceFleet start(NodeModules modules) throws Exception {
		Path errors = modules.directory().resolve("fleet.log");
		Process process = new ProcessBuilder("node", "fleet.js").directory(modules.directory().toFile())
			.redirectError(errors.toFile())
			.start();
		ReferenceFleet fleet = new ReferenceFleet(process);
		assertThat(fleet.readLine()).as(() -> read(errors)).isEqualTo("{\"ready\":true}");
		return fleet;
	}

	Measurement measure(Order order) throws Exception {
		this.orders.write(json.writeValueAsString(order) + "\n");
		this.orders.flush();
		return json.readValue(readLine(), Measurement.class);
	}

	/**
	 * A line may be long, and may not come at all: the read is given up by closing what
	 * is read.
	 */
	private String readLine() throws Exception {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return String.valueOf(this.results.readLine());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * End it, and see that none of its processes is left.
	 */
	@Override
	public void close() throws IOException {
		List<ProcessHandle> workers = this.process.descendants().toList();
		this.orders.close();
		end(this.process.toHandle());
		workers.forEach(ReferenceFleet::end);
	}

	private static void end(ProcessHandle process) {
		try {
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			process.destroyForcibly();
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
	}

}
