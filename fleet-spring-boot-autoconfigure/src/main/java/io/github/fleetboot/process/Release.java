package io.github.fleetboot.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A directory with what the workers of one version of the application run from. Is in use
 * until it is closed, which other Admirals see.
 *
 * @since 0.1.0
 */
public final class Release implements AutoCloseable {

	private static final String IN_USE = "in-use";

	/**
	 * By directory, those in use and those that are just being looked at or removed. A
	 * process has at most one channel to each file: closing another one would release its
	 * lock.
	 */
	private static final Map<Path, Lock> LOCKS = new HashMap<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Path directory;

	private final JavaCommand command;

	private Release(Path directory, JavaCommand command) {
		this.directory = directory;
		this.command = command;
	}

	/**
	 * Take a directory into use.
	 * @return the release, {@code null} if the directory is being removed
	 */
	static @Nullable Release use(Path directory, JavaCommand command) throws IOException {
		Path inUse = directory.resolve(IN_USE);
		synchronized (LOCKS) {
			Lock lock = LOCKS.get(directory);
			if (lock == null) {
				lock = lock(inUse);
				if (lock == null) {
					return null;
				}
				LOCKS.put(directory, lock);
			}
			else if (lock.users == 0) {
				return null;
			}
			lock.users++;
		}
		Release release = new Release(directory, command);
		try {
			Files.setLastModifiedTime(inUse, FileTime.from(Instant.now()));
			return release;
		}
		catch (IOException ex) {
			release.close();
			throw ex;
		}
	}

	private static @Nullable Lock lock(Path inUse) throws IOException {
		try {
			FileChannel channel = FileChannel.open(inUse, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
			if (channel.tryLock(0, Long.MAX_VALUE, true) != null && Files.exists(inUse)) {
				return new Lock(channel);
			}
			channel.close();
			return null;
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * See that nobody uses a directory.
	 * @return what keeps others from using it until it is closed; {@code null} if it is
	 * in use
	 */
	static @Nullable Closeable lockUnused(Path directory) throws IOException {
		synchronized (LOCKS) {
			if (LOCKS.containsKey(directory)) {
				return null;
			}
			FileChannel channel = FileChannel.open(directory.resolve(IN_USE), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (channel.tryLock() == null) {
				channel.close();
				return null;
			}
			Lock lock = new Lock(channel);
			LOCKS.put(directory, lock);
			return () -> unlock(directory, lock);
		}
	}

	private static void unlock(Path directory, Lock lock) {
		synchronized (LOCKS) {
			LOCKS.remove(directory, lock);
			lock.close();
		}
	}

	/**
	 * When a directory was last taken into use.
	 */
	static FileTime lastUse(Path directory) throws IOException {
		Path inUse = directory.resolve(IN_USE);
		return Files.getLastModifiedTime(Files.exists(inUse) ? inUse : directory);
	}

	/**
	 * Where it lies.
	 * @return its directory
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * How to start a JVM from it.
	 * @return the command
	 */
	public JavaCommand command() {
		return this.command;
	}

	/**
	 * Take it into use once more.
	 * @return the same release, in use until that is closed as well
	 * @throws IOException if it is being removed
	 */
	public Release again() throws IOException {
		Release again = use(this.directory, this.command);
		if (again == null) {
			throw new IOException(this.directory + " is being removed");
		}
		return again;
	}

	/**
	 * Workers that still run may go on; the directory may be removed by an Admiral that
	 * starts another version.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		synchronized (LOCKS) {
			Lock lock = LOCKS.get(this.directory);
			if (lock != null && --lock.users == 0) {
				unlock(this.directory, lock);
			}
		}
	}

	private static final class Lock {

		private final FileChannel channel;

		/**
		 * None while it is looked at or removed.
		 */
		private int users;

		Lock(FileChannel channel) {
			this.channel = channel;
		}

		void close() {
			try {
				this.channel.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
