package io.github.fleetboot.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

/**
 * A jar that workers shall run instead of what the Admiral was started from.
 *
 * @since 0.1.0
 */
public final class UpdateJar {

	/**
	 * Which versions of the protocol between Admiral and workers a release of this
	 * library speaks: {@code oldest} to {@code newest}.
	 */
	public static final String PROTOCOL = "META-INF/fleet-protocol.properties";

	private static final String CURE = "Name the executable jar of this application, as Spring Boot's build plugins make it.";

	private final Path file;

	/**
	 * Create it.
	 * @param file the jar
	 */
	public UpdateJar(Path file) {
		this.file = file.toAbsolutePath().normalize();
	}

	/**
	 * Take it into use: workers run from a copy.
	 * @param store where the copy is kept
	 * @param present how workers are started now
	 * @param argumentFile the name of a file for the arguments of its workers
	 * @param protocol the version of the protocol that the Admiral speaks
	 * @return the release
	 * @throws FleetException if workers of this Admiral could not run from it
	 */
	public Release take(ReleaseStore store, JavaCommand present, String argumentFile, int protocol) {
		requireSameApplication(present);
		Release release;
		try {
			release = store.take(present.ofJar(this.file, argumentFile));
		}
		catch (IOException ex) {
			throw refused("cannot be copied: " + ex.getMessage(),
					"See that the file is complete and that there is room in fleet.directory.", ex);
		}
		try {
			requireProtocol(release, protocol);
			return release;
		}
		catch (RuntimeException ex) {
			release.close();
			throw ex;
		}
	}

	private void requireSameApplication(JavaCommand present) {
		if (!Files.isRegularFile(this.file) || !Files.isReadable(this.file)) {
			throw refused(Files.exists(this.file) ? "cannot be read" : "does not exist",
					"Name a jar on the Admiral's host that the Admiral may read.", null);
		}
		try (ApplicationJar jar = new ApplicationJar(this.file)) {
			String startClass = jar.startClass();
			if (startClass == null || !jar.classPath().isEmpty()) {
				throw refused("is no executable jar of Spring Boot that has all in it", CURE, null);
			}
			if (!present.starts(startClass)) {
				throw refused("starts %s, and this fleet runs %s".formatted(startClass, present),
						"Name a jar of the same application. If its main class was renamed, stop the application and start the new jar.",
						null);
			}
		}
		catch (IOException ex) {
			throw refused("is no jar: " + ex.getMessage(), CURE, ex);
		}
	}

	private void requireProtocol(Release release, int protocol) {
		Properties versions = new Properties();
		try {
			for (Path library : release.command().classPath()) {
				load(library, versions);
			}
			int oldest = Integer.parseInt(versions.getProperty("oldest", "-1"));
			int newest = Integer.parseInt(versions.getProperty("newest", "-1"));
			if (newest < 0) {
				throw refused("holds no Fleet for Spring Boot that workers could be run with",
						"Build it with the starter, in the version that this Admiral has.", null);
			}
			if (oldest > protocol || newest < protocol) {
				throw refused("speaks the versions %d to %d of the protocol, and this Admiral speaks %d"
					.formatted(oldest, newest, protocol), "Stop the application and start the new jar.", null);
			}
		}
		catch (IOException | NumberFormatException ex) {
			throw refused("does not tell which version of the protocol it speaks: " + ex.getMessage(), CURE, ex);
		}
	}

	private static void load(Path library, Properties versions) throws IOException {
		try (JarFile jar = new JarFile(library.toFile(), false)) {
			ZipEntry entry = jar.getEntry(PROTOCOL);
			if (entry != null) {
				try (InputStream in = jar.getInputStream(entry)) {
					versions.load(in);
				}
			}
		}
	}

	private FleetException refused(String why, String action, @Nullable Throwable cause) {
		return new FleetException("The update is refused: the jar %s %s.".formatted(this.file, why), action, cause);
	}

}
