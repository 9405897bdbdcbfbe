package io.github.fleetboot.admiral;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
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
 * The private directory of one run of a fleet: only its owner can look into it, and
 * nothing is left of it when the fleet has stopped.
 */
public final class FleetDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FleetDirectory.class);

	private static final String PREFIX = "fleet-";

	/**
	 * Is locked for as long as the Admiral lives, also seen from another container.
	 */
	private static final String LOCK = "admiral.lock";

	private final Path path;

	private final FileChannel lock;

	private FleetDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Create a new directory, and remove those of Admirals that were killed before they
	 * could.
	 * @param parent where, {@code null} for the system's temporary directory
	 * @return the directory
	 * @throws FleetException if it cannot be created
	 */
	public static FleetDirectory create(@Nullable Path parent) {
		Path where = (parent != null) ? parent.toAbsolutePath() : Path.of(System.getProperty("java.io.tmpdir"));
		try {
			Files.createDirectories(where);
			Path path = Files.createTempDirectory(where, PREFIX, ownerOnly());
			FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (lock.tryLock() == null) {
				throw new IOException("its lock is taken");
			}
			FleetDirectory directory = new FleetDirectory(path, lock);
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

	private static void sweep(Path directory) {
		try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
			if (lock.tryLock() != null) {
				logger.info("{} was left behind by an Admiral that is gone, and is removed", directory);
				new FleetDirectory(directory, lock).close();
			}
		}
		catch (IOException | OverlappingFileLockException ex) {
			logger.debug("{} is in use", directory, ex);
		}
	}

	/**
	 * Where the directory is.
	 * @return its absolute path
	 */
	public Path path() {
		return this.path;
	}

	@Override
	public void close() {
		try (Stream<Path> files = Files.walk(this.path)) {
			List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				Files.deleteIfExists(file);
			}
			this.lock.close();
		}
		catch (IOException ex) {
			if (Files.exists(this.path)) {
				logger.warn("{} could not be removed: {}", this.path, ex.toString());
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
