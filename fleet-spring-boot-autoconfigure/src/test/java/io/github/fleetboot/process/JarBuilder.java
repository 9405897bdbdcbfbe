package io.github.fleetboot.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Builds jars for tests.
 */
final class JarBuilder {

	private final Manifest manifest = new Manifest();

	private final Map<String, byte[]> entries = new LinkedHashMap<>();

	JarBuilder() {
		this.manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
	}

	/**
	 * An executable jar of Spring Boot, without its loader.
	 */
	static JarBuilder ofBoot(Class<?> startClass) {
		String name = startClass.getName().replace('.', '/') + ".class";
		return new JarBuilder().attribute("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
			.attribute("Start-Class", startClass.getName())
			.attribute("Spring-Boot-Classes", "BOOT-INF/classes/")
			.attribute("Implementation-Version", "1.2.3")
			.entry("META-INF/services/java.nio.file.spi.FileSystemProvider", "of.the.loader")
			.entry("META-INF/build.properties", "outer")
			.entry("BOOT-INF/classes/" + name, bytes(startClass, name))
			.entry("BOOT-INF/classes/META-INF/build.properties", "inner")
			.entry("BOOT-INF/classes/application.properties", "a=b")
			.entry("BOOT-INF/lib/a.jar", new JarBuilder().entry("a.txt", "a").bytes())
			.entry("BOOT-INF/lib/b.jar", new JarBuilder().entry("b.txt", "b").bytes())
			.entry("BOOT-INF/lib/unknown.jar", new JarBuilder().entry("c.txt", "c").bytes())
			.entry("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n");
	}

	private static byte[] bytes(Class<?> type, String name) {
		try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	JarBuilder attribute(String name, String value) {
		this.manifest.getMainAttributes().putValue(name, value);
		return this;
	}

	JarBuilder entry(String name, String content) {
		return entry(name, content.getBytes(StandardCharsets.UTF_8));
	}

	JarBuilder entry(String name, byte[] content) {
		this.entries.put(name, content);
		return this;
	}

	byte[] bytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		write(bytes);
		return bytes.toByteArray();
	}

	Path build(Path file) {
		try {
			return Files.write(file, bytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(OutputStream target) {
		try (JarOutputStream out = new JarOutputStream(target, this.manifest)) {
			for (Map.Entry<String, byte[]> entry : this.entries.entrySet()) {
				out.putNextEntry(new JarEntry(entry.getKey()));
				out.write(entry.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
