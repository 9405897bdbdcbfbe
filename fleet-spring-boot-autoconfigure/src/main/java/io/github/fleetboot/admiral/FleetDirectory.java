package io.github.fleetboot.admiral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a fleet keeps its files: a private directory for this run, of which nothing is
 * left when the fleet has stopped, and beside it what later runs need. Only its owner can
 * look into any of them.
 */
public final class FleetDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FleetDirectory.class);

	private static final String PREFIX = "run-";

	/**
	 * Is locked for as long as the Admiral lives, also seen from another container.
	 */
	private static final String LOCK = "admiral.lock";

	private static final int ATTEMPTS = 3;

	private final Path path;

	private final FileChannel lock;

	/**
	 * Else this class chose where, and created that too.
	 */
	private final boolean configured;

	private FleetDirectory(Path path, FileChannel lock, boolean configured) {
		this.path = path;
		this.lock = lock;
		this.configured = configured;
	}

	/**
	 * Create the directory of a new run, and remove those of Admirals that were killed
	 * before they could.
	 * @param configured where, {@code null} for a directory of this user's in the
	 * system's temporary directory
	 * @return the directory
	 * @throws FleetException if it cannot be created
	 */
	public static FleetDirectory create(@Nullable Path configured) {
		Path where = (configured != null) ? configured.toAbsolutePath() : ofThisUser();
		try {
			if (configured != null) {
				Files.createDirectories(where);
			}
			else {
				createPrivate(where);
			}
			Path path = Files.createTempDirectory(where, PREFIX, ownerOnly());
			if (configured == null && !Files.getOwner(where, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))) {
				Files.delete(path);
				throw new IOException("it belongs to another user");
			}
			FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (lock.tryLock() == null) {
				throw new IOException("its lock is taken");
			}
			FleetDirectory directory = new FleetDirectory(path, lock, configured != null);
			directory.sweepSiblings();
			return directory;
		}
		catch (IOException ex) {
			throw new FleetException("The fleet cannot create its directory in " + where + ": " + ex + ".",
					"Set fleet.directory to a directory that can be written to; on a read-only root file system "
							+ "mount one for it.",
					ex);
		}
	}

	private static Path ofThisUser() {
		String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
		try {
			return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("fleet-" + user);
		}
		catch (InvalidPathException ex) {
			throw new FleetException(
					"The fleet cannot use the temporary directory, java.io.tmpdir: " + ex.getMessage() + ".",
					"Start the application with a locale such as LC_ALL=C.UTF-8, or set fleet.directory.", ex);
		}
	}

	private static Path createPrivate(Path directory) throws IOException {
		if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
			try {
				Files.createDirectory(directory, ownerOnly());
			}
			catch (FileAlreadyExistsException ex) {
				if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
					throw ex;
				}
			}
		}
		return directory;
	}

	private void sweepSiblings() {
		try (DirectoryStream<Path> siblings = Files.newDirectoryStream(this.path.resolveSibling(""), PREFIX + "*")) {
			UserPrincipal self = Files.getOwner(this.path);
			for (Path sibling : siblings) {
				if (!sibling.equals(this.path) && belongsTo(self, sibling)) {
					sweep(sibling);
				}
			}
		}
		catch (IOException | DirectoryIteratorException | UnsupportedOperationException ex) {
			logger.debug("Directories that were left behind could not be looked for", ex);
		}
	}

	private static boolean belongsTo(UserPrincipal self, Path directory) throws IOException {
		return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
				&& Files.isRegularFile(directory.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
				&& Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(self);
	}

	private void sweep(Path directory) {
		try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
			if (lock.tryLock() != null) {
				logger.info("{} was left behind by an Admiral that is gone, and is removed", directory);
				new FleetDirectory(directory, lock, this.configured).close();
			}
		}
		catch (IOException | OverlappingFileLockException ex) {
			logger.debug("{} is in use", directory, ex);
		}
	}

	/**
	 * The directory of this run.
	 * @return its absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * What workers are started from, kept for the next run.
	 * @return the directory, created if it is missing
	 * @throws IOException if it cannot be created
	 */
	public Path releases() throws IOException {
		return kept("releases");
	}

	/**
	 * What was found out about workers that did not answer.
	 * @return the directory, created if it is missing
	 * @throws IOException if it cannot be created
	 */
	public Path dumps() throws IOException {
		return kept("dumps");
	}

	private Path kept(String name) throws IOException {
		return createPrivate(this.path.resolveSibling(name));
	}

	@Override
	public void close() {
		try {
			remove(ATTEMPTS);
			this.lock.close();
			removeIfEmpty(this.path.resolveSibling(""));
		}
		catch (IOException ex) {
			if (Files.exists(this.path)) {
				logger.warn("{} could not be removed: {}", this.path, ex.toString());
			}
		}
	}

	/**
	 * What a fleet that ends at once removes, or still writes, may come in between.
	 */
	private void remove(int attempts) throws IOException {
		try (Stream<Path> files = Files.walk(this.path)) {
			List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				Files.deleteIfExists(file);
			}
		}
		catch (DirectoryNotEmptyException | UncheckedIOException ex) {
			if (attempts == 1) {
				throw new IOException("something still writes to it", ex);
			}
			remove(attempts - 1);
		}
	}

	private void removeIfEmpty(Path base) throws IOException {
		if (!this.configured) {
			try {
				Files.deleteIfExists(base);
			}
			catch (DirectoryNotEmptyException ex) {
				logger.debug("{} keeps files for the next run", base);
			}
		}
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
	}

}
