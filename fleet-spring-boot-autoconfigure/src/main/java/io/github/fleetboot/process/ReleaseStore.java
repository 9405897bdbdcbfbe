package io.github.fleetboot.process;

import java.io.File;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies of the application, one for each version of it, so that workers run on the
 * version of their Admiral even if its jar has been replaced. An executable jar of Spring
 * Boot is kept unpacked, since the JVM can start faster from that. Several Admirals may
 * share a store.
 *
 * @since 0.1.0
 */
public final class ReleaseStore {

	private static final Log logger = LogFactory.getLog(ReleaseStore.class);

	/**
	 * The checksums of all files, in the order of the class path; last to be written.
	 */
	private static final String CONTENT = "content";

	private static final String UNFINISHED = ".unfinished-";

	private static final Duration ABANDONED = Duration.ofHours(1);

	private static final int ATTEMPTS = 3;

	private final Path directory;

	private final int kept;

	/**
	 * Create a store.
	 * @param directory its directory, which exists
	 * @param kept how many releases to keep that are not in use
	 */
	public ReleaseStore(Path directory, int kept) {
		this.directory = directory;
		this.kept = kept;
	}

	/**
	 * Whether there is anything to take: code in directories may change at any time.
	 * @param command how this application was started
	 * @return {@code true} if it was started from jars alone
	 */
	public static boolean takes(JavaCommand command) {
		return command.jar().isPresent() || command.classPath().stream().allMatch(Files::isRegularFile);
	}

	/**
	 * Take what a command starts into use; if it is a jar that can be copied, copy it
	 * unless that was done before. Takes as long as copying the jar does.
	 * @param command how this application was started
	 * @return the release
	 * @throws IOException if the jar cannot be copied
	 */
	public Release take(JavaCommand command) throws IOException {
		Path jar = command.jar().orElse(null);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Release release = (jar != null) ? ofJar(command, jar) : ofClassPath(command, command.classPath());
			if (release != null) {
				removeOld(release.directory());
				return release;
			}
		}
		throw new IOException("what is kept in " + this.directory + " is removed all the time");
	}

	/**
	 * Remove releases that are not in use, except the latest.
	 */
	public void clean() {
		removeOld(this.directory);
	}

	private @Nullable Release ofJar(JavaCommand command, Path file) throws IOException {
		try (ApplicationJar jar = new ApplicationJar(file)) {
			if (!jar.classPath().isEmpty()) {
				List<Path> classPath = new ArrayList<>(List.of(file));
				jar.classPath().forEach((entry) -> classPath.add(file.resolveSibling(entry)));
				return ofClassPath(command, classPath);
			}
			Fingerprint fingerprint = new Fingerprint();
			jar.describe(fingerprint);
			Path target = this.directory.resolve(fingerprint.name());
			boolean made = !Files.exists(target);
			if (made) {
				copy(jar, file, target);
			}
			List<Path> classPath = verified(target);
			if (classPath == null) {
				setAside(target);
				return null;
			}
			if (made) {
				logger.info("Workers run from a copy of %s in %s".formatted(file, target));
			}
			String startClass = jar.startClass();
			return Release.use(target, (startClass != null) ? command.withClassPath(classPath, startClass)
					: command.withJar(classPath.get(0)));
		}
	}

	/**
	 * Nothing is copied, but what is made from it has a place.
	 */
	private @Nullable Release ofClassPath(JavaCommand command, List<Path> classPath) throws IOException {
		Fingerprint fingerprint = new Fingerprint();
		for (Path entry : classPath) {
			if (Files.isRegularFile(entry)) {
				fingerprint.add(entry).add(Files.size(entry)).add(Files.getLastModifiedTime(entry).toMillis());
			}
		}
		return Release.use(Files.createDirectories(this.directory.resolve("path-" + fingerprint.name())), command);
	}

	private void copy(ApplicationJar jar, Path file, Path target) throws IOException {
		Path unfinished = Files.createTempDirectory(this.directory, UNFINISHED);
		try {
			List<Path> files;
			if (jar.startClass() != null) {
				files = jar.unpackTo(unfinished);
			}
			else {
				files = List.of(Path.of("application.jar"));
				Files.copy(file, unfinished.resolve(files.get(0)));
			}
			List<String> content = new ArrayList<>();
			for (Path each : files) {
				content.add(line(unfinished, each));
				try (FileChannel channel = FileChannel.open(unfinished.resolve(each), StandardOpenOption.WRITE)) {
					channel.force(true);
				}
			}
			Files.write(unfinished.resolve(CONTENT), content);
			Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			delete(unfinished);
			if (!Files.exists(target)) {
				throw ex;
			}
			logger.debug("Another Admiral was faster to copy " + file);
		}
	}

	private static String line(Path directory, Path file) throws IOException {
		return "%08x %d %s".formatted(ApplicationJar.checksum(directory.resolve(file)),
				Files.size(directory.resolve(file)), file.toString().replace(File.separatorChar, '/'));
	}

	/**
	 * The class path of a copy.
	 * @return its entries, {@code null} if the copy is not as it was made
	 */
	private static @Nullable List<Path> verified(Path target) throws IOException {
		List<Path> classPath = new ArrayList<>();
		Path content = target.resolve(CONTENT);
		for (String line : Files.exists(content) ? Files.readAllLines(content) : List.of("0 0 " + CONTENT)) {
			Path file = Path.of(line.split(" ", 3)[2]);
			if (!Files.isRegularFile(target.resolve(file)) || !line(target, file).equals(line)) {
				logger.warn("%s was changed: it is made anew".formatted(target.resolve(file)));
				return null;
			}
			classPath.add(target.resolve(file));
		}
		return classPath;
	}

	private void setAside(Path target) throws IOException {
		try (Closeable unused = Release.lockUnused(target)) {
			if (unused == null) {
				throw new IOException(target + " was changed while another fleet uses it");
			}
			moveAndDelete(target);
		}
	}

	/**
	 * No other Admiral shall see half of it.
	 */
	private void moveAndDelete(Path release) throws IOException {
		Path aside = Files.createTempDirectory(this.directory, UNFINISHED);
		Files.move(release, aside.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
		delete(aside);
	}

	private void removeOld(Path current) {
		try (Stream<Path> files = Files.list(this.directory)) {
			Map<Path, FileTime> ages = new HashMap<>();
			for (Path each : files.filter((file) -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
				if (!each.getFileName().toString().startsWith(UNFINISHED)) {
					ages.put(each, Release.lastUse(each));
				}
				else if (Files.getLastModifiedTime(each).toInstant().isBefore(Instant.now().minus(ABANDONED))) {
					delete(each);
				}
			}
			ages.remove(current);
			List<Path> youngestFirst = ages.entrySet()
				.stream()
				.sorted(Map.Entry.<Path, FileTime>comparingByValue().reversed())
				.map(Map.Entry::getKey)
				.toList();
			int unused = 0;
			for (Path old : youngestFirst) {
				unused += removeUnless(unused < this.kept, old);
			}
		}
		catch (IOException ex) {
			logger.debug("Old releases are left where they are", ex);
		}
	}

	/**
	 * Remove a release that is not in use, or keep it.
	 * @return how many are kept by this that are not in use
	 */
	private int removeUnless(boolean keep, Path old) throws IOException {
		try (Closeable unused = Release.lockUnused(old)) {
			if (unused == null) {
				return 0;
			}
			if (keep) {
				return 1;
			}
			moveAndDelete(old);
			logger.info(old + ", which no fleet has used of late, is removed");
			return 0;
		}
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}

}
