package io.github.fleetboot.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs of this machine.
 */
final class JavaHomes {

	private JavaHomes() {
	}

	/**
	 * Find a JDK: the one of this JVM, that of {@code JAVA_25_HOME} or
	 * {@code JAVA_HOME_25_X64}, or one that is installed beside this JVM's.
	 * @param version its feature version, 25 for example
	 * @return its directory, empty if there is none
	 */
	static Optional<Path> find(int version) {
		Path own = Path.of(System.getProperty("java.home"));
		if (Runtime.version().feature() == version) {
			return Optional.of(own);
		}
		try (Stream<Path> siblings = Files.list(own.getParent())) {
			Stream<Path> named = Stream.of("JAVA_" + version + "_HOME", "JAVA_HOME_" + version + "_X64")
				.map(System.getenv()::get)
				.flatMap(Stream::ofNullable)
				.map(Path::of);
			return Stream.concat(named, siblings.sorted()).filter((home) -> isOf(version, home)).findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOf(int version, Path home) {
		try {
			return Files.isExecutable(home.resolve("bin").resolve("java"))
					&& Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
