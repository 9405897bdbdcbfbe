package io.github.fleetboot.process;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.process.JavaCommand.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JavaCommand} with what JVMs tell of themselves that were started by
 * hand, by build tools and by development environments.
 */
class WaysToStartTests {

	private static final String APPLICATION = "com.example.App";

	@TempDir
	private Path directory;

	private Settings settings;

	@BeforeEach
	void settings() throws Exception {
		this.settings = new Settings(this.directory.resolve("fleet")).withMainApplicationClass(APPLICATION);
		Files.createDirectories(this.directory.resolve("classes"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			fat jar                            | app.jar              | app.jar
			jar with arguments                 | ../bot/my app.jar    | ../bot/my app.jar --a=b
			executable war                     | app.war              | app.war --a=b
			jar without a suffix               | bot                  | bot
			jar whose agents extend class path | app.jar,/opt/otel.jar | app.jar --a=b
			""")
	void anExecutableArchiveIsStartedAsOne(String name, String classPath, String command) {
		JavaCommand of = JavaCommand.of(jvm(classPath, command, List.of()), this.settings);
		Path archive = this.directory.resolve(classPath.split(",")[0]);
		assertThat(of.jar()).contains(archive);
		assertThat(of.line(List.of())).endsWith("-jar", archive.toString()).hasSize(3);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					java -cp, mixed             | classes,a.jar,/lib/b.jar   | com.example.App --a=b
					java -cp with an empty part | a.jar,,classes             | com.example.App
					wildcard that matched       | lib/a.jar,lib/b.jar        | com.example.App
					wildcard that did not       | classes,lib/*              | com.example.App
					no class path at all        | .                          | com.example.App
					spring-boot:run             | classes,/m2/a.jar          | com.example.App
					command that is not told    | classes,/m2/a.jar          | ''
					Gradle's pathing jar        | /tmp/gradle-javaexec-classpath1.jar | com.example.App
					IntelliJ's class path jar   | /tmp/classpath2.jar        | com.example.App
					IntelliJ's class path file  | classes,a.jar              | com.intellij.rt.execution.CommandLineWrapper /tmp/idea_classpath3 com.example.App
					surefire's booter jar       | classes,a.jar              | /t/surefirebooter4.jar /t/surefire 2026-11-24T00-00-00_000-jvmRun1
					main class elsewhere        | classes                    | com.example.Wrapper
					directory of a class's name | com.example.App            | com.example.App
					""")
	void aClassPathIsMadeAbsolute(String name, String classPath, String command) throws Exception {
		Files.createDirectories(this.directory.resolve(APPLICATION));
		JavaCommand of = JavaCommand.of(jvm(classPath, command, List.of()), this.settings);
		assertThat(of.jar()).isEmpty();
		assertThat(of.line(List.of())).endsWith(APPLICATION).hasSize(3);
		String absolute = Stream.of(classPath.split(","))
			.map((entry) -> entry.startsWith("/") ? entry : (this.directory + "/" + entry).replaceFirst("/$", ""))
			.collect(Collectors.joining(File.pathSeparator));
		assertThat(argumentFile()).containsExactly("\"-cp\"", "\"" + absolute + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "org.springframework.boot.loader.launch.JarLauncher, .",
			"org.springframework.boot.loader.launch.WarLauncher, exploded",
			"org.springframework.boot.loader.launch.PropertiesLauncher, app.jar" })
	void aLoaderStartsWhatItStarted(String loader, String classPath) throws Exception {
		JavaCommand of = JavaCommand.of(jvm(classPath, loader + " --a=b", List.of("-Dloader.path=more")),
				this.settings);
		assertThat(of.line(List.of())).endsWith(loader).hasSize(3);
		assertThat(argumentFile()).containsExactly("\"-Dloader.path=more\"", "\"-cp\"",
				"\"" + this.directory + "/" + classPath + "\"");
	}

	@Test
	void whatTheModulePathAddsIsThereForWorkersToo() throws Exception {
		List<String> arguments = List.of("--module-path=mods", "--patch-module=bot=test-classes", "--add-modules=bot",
				"--add-reads=bot=ALL-UNNAMED", "-Xbootclasspath/a:boot.jar", "-Xmx1g");
		JavaCommand of = JavaCommand.of(jvm("classes", "org.apache.maven.surefire.booter.ForkedBooter /t", arguments),
				this.settings);
		assertThat(of.line(List.of())).endsWith(APPLICATION);
		assertThat(argumentFile())
			.startsWith("\"--module-path=mods\"", "\"--patch-module=bot=test-classes\"", "\"--add-modules=bot\"",
					"\"--add-reads=bot=ALL-UNNAMED\"", "\"-Xbootclasspath/a:boot.jar\"", "\"-cp\"")
			.hasSize(7);
	}

	@ParameterizedTest
	@CsvSource({ "''", "classes" })
	void theMainClassOfAModuleIsRefused(String classPath) {
		RunningJvm jvm = jvm(classPath, "bot/com.example.App", List.of("--module-path=mods", "-Djdk.module.main=bot"));
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> JavaCommand.of(jvm, this.settings))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("main class of a module"));
	}

	@Test
	void anArgumentThatTheSystemCannotEncodeIsNamedWithoutItsValue() {
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, "app.jar", "app.jar", this.directory,
				List.of("-Djavax.net.ssl.trustStorePassword=schlüssel"), StandardCharsets.US_ASCII);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> JavaCommand.of(jvm, this.settings))
			.withMessageContaining("-Djavax.net.ssl.trustStorePassword")
			.withMessageContaining("US-ASCII")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("schl"));
	}

	@Test
	void aLineBreakStaysWithinItsArgument() throws Exception {
		JavaCommand.of(jvm("app.jar", "app.jar", List.of("-Dhttp.agent=a\nb")), this.settings).line(List.of());
		assertThat(argumentFile()).containsExactly("\"-Dhttp.agent=a\\nb\"");
	}

	private List<String> argumentFile() throws Exception {
		return Files.readAllLines(this.directory.resolve("fleet").resolve("java.args"));
	}

	private RunningJvm jvm(String classPath, String command, List<String> arguments) {
		return new RunningJvm(System.getProperty("java.home"), null, classPath.replace(",", File.pathSeparator),
				command, this.directory, arguments, StandardCharsets.UTF_8);
	}

}
