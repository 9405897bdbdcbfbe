package io.github.fleetboot.autoconfigure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.test.discord.DiscordEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class TestSupportTests {

	private static final String EMULATOR = resource(DiscordEmulator.class);

	private static final String JUNIT = resource(Test.class);

	private final MockEnvironment environment = new MockEnvironment();

	@TempDir
	private Path classes;

	@Test
	void packagedWithTheEmulatorIsRefused() throws Exception {
		Path jar = Files.createFile(this.classes.resolve("bot.jar"));
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> check(jar.toString(), EMULATOR, JUNIT))
			.withMessageContaining("fleet-spring-boot-test")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("scope test").contains("fleet.allow-test-support"));
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> check(jar + File.pathSeparator + this.classes.resolve("missing"), EMULATOR));
	}

	@Test
	void packagedWithTheEmulatorOnPurposeIsNot(CapturedOutput output) throws Exception {
		this.environment.setProperty("fleet.allow-test-support", "true");
		check(Files.createFile(this.classes.resolve("bot.jar")).toString(), EMULATOR);
		check(this.classes.toString(), EMULATOR);
		assertThat(output).doesNotContain("fleet-spring-boot-test");
	}

	@Test
	void packagedWithoutTheEmulatorIsNot() throws Exception {
		check(Files.createFile(this.classes.resolve("bot.jar")).toString());
	}

	@Test
	void inAnIdeAWrongScopeIsWarnedOf(CapturedOutput output) {
		check(this.classes.toString(), EMULATOR);
		assertThat(output).contains("fleet-spring-boot-test").contains("scope test");
	}

	@Test
	void withTheClassPathOfTestsNothingIsSaid(CapturedOutput output) {
		check(this.classes.toString(), EMULATOR, JUNIT);
		assertThat(output).doesNotContain("fleet-spring-boot-test");
	}

	private void check(String classPath, String... resources) {
		new TestSupport(Set.of(resources)::contains, classPath).check(this.environment);
	}

	private static String resource(Class<?> type) {
		return type.getName().replace('.', '/') + ".class";
	}

}
