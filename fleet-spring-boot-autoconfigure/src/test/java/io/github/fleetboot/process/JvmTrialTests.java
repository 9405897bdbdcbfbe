package io.github.fleetboot.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmTrial}, with real JVMs.
 */
class JvmTrialTests {

	@TempDir
	private Path directory;

	@Test
	void whatAJvmAcceptsIsNotRefused() {
		assertThat(refusal("-Xmx64m", "-XX:+UseSerialGC", "-Dname=a value")).isEmpty();
	}

	@Test
	void whatItDoesNotAcceptIsRefusedInItsWords() {
		assertThat(refusal("-XX:+UseNoSuchGC"))
			.hasValueSatisfying((refusal) -> assertThat(refusal).contains("exit code 1").contains("UseNoSuchGC"));
		assertThat(refusal("-Xmx64m", "-Xms128m")).isPresent();
	}

	@Test
	void oneThatPrintsMoreThanAPipeHoldsIsNotRefused() {
		assertThat(refusal("-Xlog:all=debug")).isEmpty();
	}

	@Test
	void aClassInItsPlaceIsRefused() {
		assertThat(refusal("NoArgument")).isPresent();
	}

	private Optional<String> refusal(String... arguments) {
		JavaCommand command = JavaCommand.ofThisJvm(
				new JavaCommand.Settings(this.directory).withMainApplicationClass(JvmTrialTests.class.getName()));
		return JvmTrial.refusal(command, List.of(arguments));
	}

}
