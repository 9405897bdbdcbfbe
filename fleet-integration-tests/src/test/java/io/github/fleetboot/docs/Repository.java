package io.github.fleetboot.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where documentation and sources are.
 */
final class Repository {

	private Repository() {
	}

	/**
	 * The folder that holds all modules.
	 */
	static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (!Files.exists(directory.resolve("docs/adr"))) {
			directory = directory.getParent();
			if (directory == null) {
				throw new IllegalStateException("Not run within the repository");
			}
		}
		return directory;
	}

}
