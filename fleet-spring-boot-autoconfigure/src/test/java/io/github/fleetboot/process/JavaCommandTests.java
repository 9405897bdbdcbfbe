package io.github.fleetboot.process;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.process.JavaCommand.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JavaCommand}.
 */
class JavaCommandTests {

	private static final String SEPARATOR = File.pathSeparator;

	@TempDir
	private Path directory;

	private Settings settings;

	@BeforeEach
	void settings() {
		this.settings = new Settings(this.directory);
	}

	@Test
	void anExecutableJarIsStartedAsOne() {
		JavaCommand command = JavaCommand.of(jvm("my app.jar", "my app.jar --server.port=80"), this.settings);
		Path jar = this.directory.resolve("my app.jar");
		assertThat(command.jar()).contains(jar);
		assertThat(command.line(List.of("-Xmx1g"))).endsWith("-Xmx1g", "-jar", jar.toString()).hasSize(4);
	}

	@Test
	void aCopyCanStandInForTheJar() {
		JavaCommand command = JavaCommand.of(jvm("app.jar", "app.jar"), this.settings)
			.withJar(this.directory.resolve("staged.jar"));
		assertThat(command.line(List.of())).endsWith("-jar", this.directory.resolve("staged.jar").toString());
	}

	@Test
	void aClassPathGoesAbsoluteIntoAnArgumentFile() throws Exception {
		RunningJvm jvm = jvm("classes" + SEPARATOR + "/lib/a b.jar" + SEPARATOR + "q\"uoté.jar", "com.example.App x y");
		JavaCommand command = JavaCommand.of(jvm, this.settings.withMainApplicationClass("com.example.App"));
		Path file = this.directory.resolve("java.args");
		assertThat(command.line(List.of("-Xmx1g"))).endsWith("@" + file, "-Xmx1g", "com.example.App").hasSize(4);
		assertThat(Files.readString(file))
			.isEqualTo("\"-cp\"\n\"%s%s%s%s%s\"\n".formatted(this.directory.resolve("classes"), SEPARATOR,
					Path.of("/lib/a b.jar"), SEPARATOR, this.directory.resolve("q") + "\\\"uoté.jar"));
	}

	@Test
	void anArgumentFileThatIsRightIsLeftAlone() throws Exception {
		JavaCommand command = JavaCommand.of(jvm("a.jar", "x"), this.settings.withMainApplicationClass("x"));
		command.line(List.of());
		Path file = this.directory.resolve("java.args");
		Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		command.line(List.of());
		assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(key);
		Files.writeString(file, "of another release");
		command.line(List.of());
		assertThat(file).content().startsWith("\"-cp\"");
		assertThat(this.directory.toFile().list()).containsExactly("java.args");
	}

	@Test
	void theJarOfATestRunnerIsNotTakenForTheApplication() {
		RunningJvm jvm = jvm("classes" + SEPARATOR + "lib.jar",
				"/target/surefire/surefirebooter-1.jar /target/surefire");
		assertThat(JavaCommand.of(jvm, this.settings.withMainApplicationClass("com.example.App")).jar()).isEmpty();
	}

	@Test
	void theLoaderOfAnExplodedJarStartsIt() {
		String loader = "org.springframework.boot.loader.launch.JarLauncher";
		JavaCommand command = JavaCommand.of(jvm(".", loader), this.settings.withMainApplicationClass("com.example.A"));
		assertThat(command.line(List.of())).endsWith(loader);
	}

	@Test
	void anExplicitMainClassWins() {
		JavaCommand command = JavaCommand.of(jvm("app.jar", "app.jar"),
				this.settings.withMainClass("com.example.Main"));
		assertThat(command.jar()).isEmpty();
		assertThat(command.line(List.of())).endsWith("com.example.Main");
	}

	@Test
	void withoutAMainClassTheFailureNamesTheProperty() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> JavaCommand.of(jvm("classes", ""), this.settings))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.workers.main-class"));
	}

	@Test
	void withoutAJavaCommandTheFailureNamesTheProperty() {
		RunningJvm jvm = new RunningJvm("/nowhere", "/opt/bot/bot", "app.jar", "app.jar", this.directory, List.of(),
				StandardCharsets.UTF_8);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> JavaCommand.of(jvm, this.settings))
			.withMessageContaining("/nowhere")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.workers.java-executable"));
	}

	@Test
	void anExecutableThatCannotBeRunIsRefused() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> JavaCommand.of(jvm("app.jar", "app.jar"),
					this.settings.withJavaExecutable(this.directory.resolve("no-java"))))
			.withMessageContaining("no-java");
	}

	@Test
	void onlyWhatTheCodeNeedsIsInherited() throws Exception {
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, "app.jar", "app.jar", this.directory,
				List.of("-Xmx8g", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-agentlib:jdwp=transport=dt_socket",
						"-Dhttp.proxyHost=proxy", "-Dfleet.token=secret"),
				StandardCharsets.UTF_8);
		JavaCommand.of(jvm, this.settings).line(List.of());
		assertThat(Files.readAllLines(this.directory.resolve("java.args")))
			.containsExactly("\"--add-opens=java.base/java.lang=ALL-UNNAMED\"", "\"-Dhttp.proxyHost=proxy\"");
	}

	@Test
	void aPathThatTheSystemCannotEncodeIsRefused() {
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, "clés", "x", this.directory, List.of(),
				Charset.forName("US-ASCII"));
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> JavaCommand.of(jvm, this.settings.withMainApplicationClass("com.example.App")))
			.withMessageContaining("The class path")
			.withMessageContaining("US-ASCII")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("LC_ALL=C.UTF-8"));
	}

	private RunningJvm jvm(String classPath, String command) {
		return new RunningJvm(System.getProperty("java.home"), null, classPath, command, this.directory, List.of(),
				StandardCharsets.UTF_8);
	}

}
