package io.github.fleetboot.admiral;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.fleetboot.FleetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FleetDirectory}.
 */
class FleetDirectoryTests {

	@TempDir
	private Path parent;

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onlyItsOwnerCanLookIn() throws IOException {
		try (FleetDirectory directory = FleetDirectory.create(this.parent)) {
			assertThat(Files.getPosixFilePermissions(directory.path()))
				.isEqualTo(PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void nothingIsLeftWhenItIsClosed() throws IOException {
		try (FleetDirectory directory = FleetDirectory.create(this.parent)) {
			Files.createDirectories(directory.path().resolve("some/thing"));
			Files.writeString(directory.path().resolve("some/file"), "content");
		}
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void removesWhatAKilledAdmiralLeftButNothingElse() throws Exception {
		Path abandoned = Files.createDirectory(this.parent.resolve("run-1"));
		Files.createFile(abandoned.resolve("admiral.lock"));
		Files.createFile(abandoned.resolve("ipc.sock"));
		Path foreign = Files.createDirectory(this.parent.resolve("run-of-somebody"));
		Path link = Files.createSymbolicLink(this.parent.resolve("run-link"), abandoned);
		try (FleetDirectory living = FleetDirectory.create(this.parent);
				FleetDirectory directory = FleetDirectory.create(this.parent)) {
			assertThat(abandoned).doesNotExist();
			assertThat(living.path()).exists();
			assertThat(foreign).exists();
			assertThat(Files.isSymbolicLink(link)).isTrue();
			assertThat(directory.path()).exists();
		}
	}

	@Test
	void whatIsKeptIsThereInTheNextRun() throws IOException {
		Path dump;
		try (FleetDirectory directory = FleetDirectory.create(this.parent)) {
			dump = Files.writeString(directory.dumps().resolve("cluster-0.txt"), "a thread");
		}
		try (FleetDirectory directory = FleetDirectory.create(this.parent)) {
			assertThat(directory.dumps()).isEqualTo(dump.getParent());
			assertThat(dump).hasContent("a thread");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void withoutConfigurationItIsTheUsersOwnAndGoneWithTheLastFile() throws IOException {
		Path base;
		try (FleetDirectory directory = FleetDirectory.create(null)) {
			base = directory.path().getParent();
			assertThat(base).hasFileName("fleet-" + System.getProperty("user.name"));
			assertThat(Files.getPosixFilePermissions(base)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		}
		assertThat(base.resolve("run-")).doesNotExist();
	}

	@Test
	void whenItCannotBeCreatedNamesTheProperty() throws IOException {
		Path file = Files.writeString(this.parent.resolve("file"), "no directory");
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> FleetDirectory.create(file))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.directory"));
	}

}
