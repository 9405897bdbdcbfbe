package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;

import io.github.fleetboot.admiral.FleetDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's directory, created when it is first needed.
 */
class FleetDirectoryHolder implements AutoCloseable {

	private final @Nullable Path parent;

	private @Nullable FleetDirectory directory;

	FleetDirectoryHolder(@Nullable Path parent) {
		this.parent = parent;
	}

	synchronized FleetDirectory get() {
		FleetDirectory current = this.directory;
		if (current == null) {
			current = FleetDirectory.create(this.parent);
			this.directory = current;
		}
		return current;
	}

	Path path() {
		return get().path();
	}

	@Override
	public synchronized void close() {
		if (this.directory != null) {
			this.directory.close();
			this.directory = null;
		}
	}

}
