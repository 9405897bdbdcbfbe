package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.process.JavaCommand.Settings;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM of almost no memory that does as it was told.
 */
final class TestJvm implements AutoCloseable {

	private final List<String> output = Collections.synchronizedList(new ArrayList<>());

	private final JvmProcess process;

	private TestJvm(Path directory, String what, List<String> jvmArguments) {
		List<String> arguments = new ArrayList<>(List.of("-Xmx32m", "-Dtest.task=" + what));
		arguments.addAll(jvmArguments);
		this.process = JvmProcess.start(
				JavaCommand.ofThisJvm(new Settings(directory).withMainApplicationClass(Task.class.getName())),
				WorkerId.cluster(3), JvmFlags.with(arguments), (variables) -> {
				}, this.output::add);
	}

	/**
	 * Start one, and wait until it is at work.
	 * @param what {@code idle}, {@code spin}, {@code collect} or {@code chat}
	 */
	static TestJvm doing(Path directory, String what, String... jvmArguments) {
		TestJvm jvm = new TestJvm(directory, what, List.of(jvmArguments));
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> jvm.output.contains("at work"));
		return jvm;
	}

	JvmProcess process() {
		return this.process;
	}

	List<String> output() {
		return List.copyOf(this.output);
	}

	/**
	 * Returns when the signal has stopped it, if that is what it does.
	 */
	void signal(String name) {
		try {
			Signal.send(name, this.process.pid());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		if (name.equals("STOP")) {
			Path status = Path.of("/proc/" + this.process.pid() + "/status");
			Awaitility.await()
				.atMost(20, TimeUnit.SECONDS)
				.until(() -> Files.readString(status).contains("State:\tT (stopped)"));
		}
	}

	@Override
	public void close() {
		this.process.kill();
		assertThat(this.process.onExit()).succeedsWithin(20, TimeUnit.SECONDS);
	}

	/**
	 * What the JVM runs.
	 */
	static final class Task {

		private Task() {
		}

		public static void main(String[] args) throws Exception {
			String task = System.getProperty("test.task");
			Map<Integer, byte[]> cache = new LinkedHashMap<>();
			System.out.println("at work");
			for (int count = 0;; count++) {
				switch (task) {
					case "idle" -> Thread.sleep(60_000);
					case "chat" -> {
						System.out.println("INFO line " + count);
						Thread.sleep(20);
					}
					case "collect" -> {
						cache.put(count, new byte[64]);
						if (cache.size() > 150_000) {
							cache.remove(cache.keySet().iterator().next());
						}
					}
					default -> Thread.onSpinWait();
				}
			}
		}

	}

}
