package io.github.fleetboot.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.process.JavaCommand.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JvmProcess}, with a real JVM of almost no memory.
 */
class JvmProcessTests {

	private final List<String> output = Collections.synchronizedList(new ArrayList<>());

	@TempDir
	private Path directory;

	@AfterEach
	void noProcessIsLeft() {
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void whatItPrintsArrivesAndItsExitCodeToo() throws Exception {
		JvmProcess process = start(Map.of("ECHO_VARIABLE", "é"));
		try (OutputStream input = process.input()) {
			input.write(7);
		}
		assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(7);
		assertThat(process.isAlive()).isFalse();
		assertThat(this.output).contains("worker cluster-3", "restart false", "variable é", "options null",
				"to stderr");
		assertThat(process.lastLines()).containsExactlyElementsOf(this.output);
	}

	@Test
	void whatItPrintsArrivesWhateverTheLocaleKnows() throws Exception {
		JvmProcess process = start(Map.of("LC_ALL", "POSIX"));
		process.closeInput();
		process.onExit().get(20, TimeUnit.SECONDS);
		assertThat(this.output).contains("größer als 日本");
	}

	@Test
	void itSeesTheEndOfItsInput() throws Exception {
		JvmProcess process = start(Map.of());
		process.closeInput();
		assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(255);
	}

	@Test
	void itCanBeKilled() throws Exception {
		JvmProcess process = start(Map.of());
		process.kill();
		assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isNotZero();
	}

	@Test
	void whoeverGetsTheFutureCannotCompleteItForOthers() throws Exception {
		JvmProcess process = start(Map.of());
		process.onExit().complete(1);
		assertThat(process.onExit()).isNotDone();
		process.terminate();
		assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(143);
	}

	@Test
	void aFailureToStartNamesTheWorker() throws IOException {
		Path noJava = this.directory.resolve("no-java");
		assertThat(noJava.toFile().createNewFile()).isTrue();
		assertThat(noJava.toFile().setExecutable(true)).isTrue();
		JavaCommand command = JavaCommand.ofThisJvm(settings().withJavaExecutable(noJava.toAbsolutePath()));
		assertThat(noJava.toFile().delete()).isTrue();
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> JvmProcess.start(command, WorkerId.cluster(3), List.of(), (variables) -> {
			}, this.output::add))
			.withMessageContaining("cluster-3")
			.withMessageContaining("no-java");
	}

	private JvmProcess start(Map<String, String> environment) {
		return JvmProcess.start(JavaCommand.ofThisJvm(settings()), WorkerId.cluster(3),
				JvmFlags.with(List.of("-Xmx32m")), (variables) -> variables.putAll(environment), (line) -> {
					this.output.add(line);
					throw new IllegalStateException("A consumer that fails");
				});
	}

	private Settings settings() {
		return new Settings(this.directory.resolve("ä b")).withMainApplicationClass(Echo.class.getName());
	}

	/**
	 * Prints what it was given, and exits with the first byte of its input.
	 */
	static final class Echo {

		private Echo() {
		}

		public static void main(String[] args) throws IOException {
			System.out.println("worker " + System.getProperty("fleet.worker"));
			System.out.println("restart " + System.getProperty("spring.devtools.restart.enabled"));
			System.out.println("variable " + System.getenv("ECHO_VARIABLE"));
			System.out.println("options " + System.getenv("JAVA_TOOL_OPTIONS"));
			System.out.println("größer als 日本");
			System.err.println("to stderr");
			System.exit(System.in.read());
		}

	}

}
