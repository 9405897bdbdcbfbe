package io.github.fleetboot.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Writes what a test measured to {@code target/figures}.
 */
final class Figures {

	private final Properties properties = new Properties();

	private final String name;

	Figures(String name) {
		this.name = name;
	}

	Figures put(String key, Object value) {
		String text = (value instanceof Double number) ? "%.2f".formatted(number) : value.toString();
		this.properties.setProperty(key, text);
		System.out.println("FIGURE " + key + "=" + text);
		return this;
	}

	void write() throws IOException {
		Path directory = Files.createDirectories(Path.of("target", "figures"));
		try (Writer writer = Files.newBufferedWriter(directory.resolve(this.name + ".properties"))) {
			this.properties.store(writer, null);
		}
	}

}
