package io.github.fleetboot.ordinary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Notes what runs, and in which process.
 */
@Component
public class Journal {

	private final Path file;

	Journal(@Value("${ordinary.journal}") Path file) {
		this.file = file;
	}

	void note(String what) {
		try {
			Files.writeString(this.file, what + " " + ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
