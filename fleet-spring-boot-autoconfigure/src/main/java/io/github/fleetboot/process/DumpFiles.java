package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The files in which dumps are kept: the youngest of them.
 */
final class DumpFiles {

	private static final Log logger = LogFactory.getLog(DumpFiles.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/**
	 * Worker, process and time.
	 */
	private static final Pattern NAME = Pattern.compile(".+-\\d+-\\d{8}T\\d{6}\\.\\d{3}Z\\.txt");

	private final Callable<Path> directory;

	private final int retained;

	private final Clock clock;

	DumpFiles(Callable<Path> directory, int retained, Clock clock) {
		this.directory = directory;
		this.retained = retained;
		this.clock = clock;
	}

	/**
	 * Keep a dump, and delete the oldest ones.
	 * @return its file, {@code null} if it could not be written
	 */
	synchronized @Nullable Path save(String worker, long pid, String content) {
		Instant now = this.clock.instant();
		try {
			Path parent = this.directory.call();
			// First, so that a full disk has room again
			deleteOldest(parent, this.retained - 1);
			return write(parent.resolve("%s-%d-%s.txt".formatted(worker, pid, TIME.format(now))), content);
		}
		catch (Exception ex) {
			logger.warn("The dump of %s (pid %d) cannot be saved: %s".formatted(worker, pid, ex));
			return null;
		}
	}

	private static Path write(Path file, String content) throws IOException {
		Files.createFile(file, ownerOnly());
		try {
			return Files.writeString(file, content, StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			Files.deleteIfExists(file);
			throw ex;
		}
	}

	private static void deleteOldest(Path directory, int retained) throws IOException {
		Map<Path, FileTime> dumps = new HashMap<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> NAME.matcher(path.getFileName().toString()).matches()).toList()) {
				dumps.put(file, Files.getLastModifiedTime(file));
			}
		}
		List<Path> oldestFirst = dumps.entrySet()
			.stream()
			.sorted(Map.Entry.<Path, FileTime>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.toList();
		for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - retained))) {
			Files.deleteIfExists(file);
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

}
