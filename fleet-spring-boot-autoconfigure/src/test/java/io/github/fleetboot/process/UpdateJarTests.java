package io.github.fleetboot.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcHello;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link UpdateJar}.
 */
class UpdateJarTests {

	@TempDir
	private Path directory;

	private Path jar;

	private Path releases;

	@BeforeEach
	void files() throws Exception {
		this.jar = this.directory.resolve("bot-2.jar");
		this.releases = Files.createDirectory(this.directory.resolve("releases"));
	}

	@Test
	void whatThisReleaseSpeaksIsWhatItSaysInItsJar() throws Exception {
		Properties versions = new Properties();
		try (InputStream in = UpdateJar.class.getClassLoader().getResourceAsStream(UpdateJar.PROTOCOL)) {
			versions.load(in);
		}
		IpcHello hello = new IpcHello(WorkerId.cluster(0), 0);
		assertThat(versions).containsEntry("oldest", Integer.toString(hello.minProtocol()))
			.containsEntry("newest", Integer.toString(hello.maxProtocol()));
	}

	@Test
	void workersRunFromACopyWithArgumentsOfTheirOwn() {
		bot(4, 5).build(this.jar);
		try (Release release = take(4)) {
			assertThat(release.command().classPath()).first().isEqualTo(release.directory().resolve("application.jar"));
			assertThat(release.command().line(List.of())).contains("@" + this.directory.resolve("java-1.args"))
				.endsWith(TestJvm.class.getName());
		}
		try (Release again = take(5)) {
			assertThat(again.directory()).exists();
		}
	}

	@Test
	void aProtocolThatTheAdmiralDoesNotSpeakIsRefusedAndTheCopyIsNotInUse() throws Exception {
		bot(4, 5).build(this.jar);
		assertRefused(6, "speaks the versions 4 to 5 of the protocol, and this Admiral speaks 6");
		assertRefused(3, "this Admiral speaks 3");
		Path copy = only(this.releases);
		try (Closeable unused = Release.lockUnused(copy)) {
			assertThat(unused).isNotNull();
		}
	}

	@Test
	void anotherApplicationIsRefusedBeforeItIsCopied() {
		JarBuilder.ofBoot(UpdateJarTests.class).build(this.jar);
		assertRefused(1, "starts " + UpdateJarTests.class.getName() + ", and this fleet runs");
		assertThat(this.releases).isEmptyDirectory();
	}

	@Test
	void whatIsNoExecutableJarIsRefused() throws Exception {
		assertRefused(1, "does not exist");
		Files.writeString(this.jar, "half a version");
		assertRefused(1, "is no jar");
		new JarBuilder().attribute("Main-Class", "com.example.Main").entry("a.txt", "a").build(this.jar);
		assertRefused(1, "is no executable jar of Spring Boot");
		JarBuilder.ofBoot(TestJvm.class).attribute("Class-Path", "lib/a.jar").build(this.jar);
		assertRefused(1, "is no executable jar of Spring Boot");
	}

	@Test
	void aJarWithoutThisLibraryIsRefused() {
		JarBuilder.ofBoot(TestJvm.class).build(this.jar);
		assertRefused(1, "holds no Fleet for Spring Boot");
	}

	/**
	 * Needs the right to mount, as a container's root may have it.
	 */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aFullDiskIsToldAndNothingOfTheCopyIsLeft() throws Exception {
		bot(1, 1).entry("BOOT-INF/classes/large.bin", incompressible()).build(this.jar);
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=256k", "none", this.releases.toString())).isZero();
		try {
			assertRefused(1, "cannot be copied");
			assertThatExceptionOfType(FleetException.class).isThrownBy(() -> take(1))
				.satisfies((refusal) -> assertThat(refusal.getAction()).contains("room in fleet.directory"))
				.withMessageContaining("No space left");
			assertThat(this.releases).isEmptyDirectory();
			bot(1, 1).build(this.jar);
			take(1).close();
		}
		finally {
			run("umount", "-l", this.releases.toString());
		}
	}

	@Test
	void aPlaceThatCannotBeWrittenIsTold() throws Exception {
		bot(1, 1).build(this.jar);
		Files.delete(this.releases);
		Files.createFile(this.releases);
		assertRefused(1, "cannot be copied");
		assertThat(this.releases).isEmptyFile();
	}

	private static byte[] incompressible() {
		byte[] bytes = new byte[1024 * 1024];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	private static int run(String... command) throws Exception {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static JarBuilder bot(int oldest, int newest) {
		String versions = "oldest=%d%nnewest=%d%n".formatted(oldest, newest);
		return JarBuilder.ofBoot(TestJvm.class)
			.entry("BOOT-INF/lib/fleet.jar", new JarBuilder().entry(UpdateJar.PROTOCOL, versions).bytes());
	}

	private void assertRefused(int protocol, String reason) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> take(protocol))
			.withMessageContaining("The update is refused")
			.withMessageContaining(this.jar.toString())
			.withMessageContaining(reason)
			.satisfies((refusal) -> assertThat(refusal.getAction()).isNotBlank());
	}

	private Release take(int protocol) {
		RunningJvm jvm = new RunningJvm(System.getProperty("java.home"), null, "classes", "com.example.Launcher",
				this.directory, List.of(), StandardCharsets.UTF_8);
		JavaCommand present = JavaCommand.of(jvm,
				new JavaCommand.Settings(this.directory).withMainApplicationClass(TestJvm.class.getName()));
		return new UpdateJar(this.jar).take(new ReleaseStore(this.releases, 2), present, "java-1.args", protocol);
	}

	private static Path only(Path directory) throws Exception {
		try (Stream<Path> files = Files.list(directory)) {
			List<Path> all = files.toList();
			assertThat(all).hasSize(1);
			return all.get(0);
		}
	}

}
