package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;

import io.github.fleetboot.admiral.FleetDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's directory: a new one each time the fleet starts. Who comes late, such as
 * what looks after a worker that was killed, still learns where it was.
 */
class FleetDirectoryHolder implements AutoCloseable {

	private final @Nullable Path parent;

	private @Nullable FleetDirectory directory;

	private boolean open;

	FleetDirectoryHolder(@Nullable Path parent) {
		this.parent = parent;
	}

	/**
	 * The fleet starts: create its directory.
	 */
	synchronized void open() {
		if (!this.open) {
			this.directory = FleetDirectory.create(this.parent);
			this.open = true;
		}
	}

	synchronized FleetDirectory get() {
		if (this.directory == null) {
			throw new IllegalStateException("The fleet is not started");
		}
		return this.directory;
	}

	Path path() {
		return get().path();
	}

	/**
	 * Remove the directory.
	 */
	@Override
	public synchronized void close() {
		if (this.directory != null && this.open) {
			this.open = false;
			this.directory.close();
		}
	}

}
