package io.github.fleetboot.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has a JVM start with arguments and end at once, to see whether it accepts them.
 *
 * @since 0.1.0
 */
public final class JvmTrial {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int LINES = 3;

	private JvmTrial() {
	}

	/**
	 * Try arguments. Blocks for some tenths of a second.
	 * @param command from which code workers are started; none of it is run
	 * @param arguments the arguments of the JVM
	 * @return why it does not start with them, empty if it does
	 */
	public static Optional<String> refusal(JavaCommand command, List<String> arguments) {
		List<String> all = new ArrayList<>(arguments);
		all.add("-version");
		ProcessBuilder builder = new ProcessBuilder(command.line(all)).redirectErrorStream(true);
		JvmProcess.UNWANTED_VARIABLES.forEach(builder.environment()::remove);
		Process process = null;
		try {
			process = builder.start();
			process.getOutputStream().close();
			Process running = process;
			// Some arguments make a JVM print more than a pipe holds
			FutureTask<String> output = new FutureTask<>(() -> output(running));
			Thread reader = new Thread(output, "fleet-trial");
			reader.setDaemon(true);
			reader.start();
			if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				return Optional.of("it has not started within " + PATIENCE.toSeconds() + " s");
			}
			return (process.exitValue() == 0) ? Optional.empty() : Optional.of("exit code %d, %s"
				.formatted(process.exitValue(), output.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
		}
		catch (IOException | ExecutionException | TimeoutException ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.of("the trial was interrupted");
		}
		finally {
			if (process != null) {
				process.destroyForcibly();
			}
		}
	}

	private static String output(Process process) throws IOException {
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> first = new ArrayList<>();
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!line.isBlank() && first.size() < LINES) {
					first.add(line);
				}
			}
			return String.join(" ", first);
		}
	}

}
