package io.github.fleetboot.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.jspecify.annotations.Nullable;

/**
 * The jar that this application was started from with {@code -jar}.
 */
final class ApplicationJar implements AutoCloseable {

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final String INDEX = "BOOT-INF/classpath.idx";

	private static final String MANIFEST = "META-INF/MANIFEST.MF";

	private static final Pattern INDEXED = Pattern.compile("- \"" + LIBRARIES + "([^\"]+)\"");

	/**
	 * What holds for the executable jar alone. The services are those of its loader.
	 */
	private static final Pattern NOT_OF_THE_CLASSES = Pattern
		.compile("META-INF/services/.*|META-INF/INDEX\\.LIST|META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

	private static final Set<String> OF_THE_LAUNCHER = Set.of("main-class", "start-class", "class-path");

	private final JarFile jar;

	private final Attributes attributes;

	ApplicationJar(Path file) throws IOException {
		this.jar = new JarFile(file.toFile(), false);
		Manifest manifest = this.jar.getManifest();
		this.attributes = (manifest != null) ? manifest.getMainAttributes() : new Attributes();
	}

	/**
	 * Changes with anything in the jar.
	 */
	void describe(Fingerprint fingerprint) {
		for (JarEntry entry : Collections.list(this.jar.entries())) {
			fingerprint.add(entry.getName()).add(entry.getSize()).add(entry.getCrc()).add(entry.getTime());
		}
	}

	/**
	 * The class that Spring Boot's loader for jars starts.
	 * @return the name of the class, {@code null} if another loader starts it, or none
	 */
	@Nullable String startClass() {
		String main = this.attributes.getValue(Attributes.Name.MAIN_CLASS);
		boolean ofBoot = main != null && main.startsWith("org.springframework.boot.loader.")
				&& main.endsWith(".JarLauncher") && CLASSES.equals(this.attributes.getValue("Spring-Boot-Classes"));
		return ofBoot ? this.attributes.getValue("Start-Class") : null;
	}

	/**
	 * Other jars that it needs beside it.
	 */
	List<String> classPath() {
		String value = this.attributes.getValue(Attributes.Name.CLASS_PATH);
		return (value == null || value.isBlank()) ? List.of() : List.of(value.trim().split("\\s+"));
	}

	/**
	 * Unpack it as a class path.
	 * @param directory an empty directory
	 * @return the files of the class path, relative to the directory, in order
	 */
	List<Path> unpackTo(Path directory) throws IOException {
		List<Path> classPath = new ArrayList<>();
		Path classes = directory.resolve("application.jar");
		packClasses(classes);
		classPath.add(classes);
		Files.createDirectory(directory.resolve("lib"));
		for (Map.Entry<String, JarEntry> library : libraries().entrySet()) {
			Path file = directory.resolve("lib").resolve(library.getKey());
			try (OutputStream out = Files.newOutputStream(file)) {
				copy(library.getValue(), out);
			}
			classPath.add(file);
		}
		return classPath.stream().map(directory::relativize).toList();
	}

	private void packClasses(Path file) throws IOException {
		// If the disk is full, the jar's stream does not close the file's
		try (OutputStream bytes = Files.newOutputStream(file); JarOutputStream out = new JarOutputStream(bytes)) {
			out.setLevel(1);
			out.putNextEntry(new JarEntry(MANIFEST));
			manifestOfClasses().write(out);
			Set<String> directories = new HashSet<>();
			for (Map.Entry<String, JarEntry> entry : classes().entrySet()) {
				putDirectories(entry.getKey(), directories, out);
				JarEntry copy = new JarEntry(entry.getKey());
				copy.setTime(entry.getValue().getTime());
				out.putNextEntry(copy);
				copy(entry.getValue(), out);
			}
		}
	}

	/**
	 * Whoever scans for classes begins at a directory.
	 */
	private static void putDirectories(String name, Set<String> known, JarOutputStream out) throws IOException {
		for (int end = name.indexOf('/'); end != -1; end = name.indexOf('/', end + 1)) {
			String directory = name.substring(0, end + 1);
			if (known.add(directory)) {
				out.putNextEntry(new JarEntry(directory));
			}
		}
	}

	/**
	 * The application's own files by their names on the class path, and what describes
	 * the jar.
	 */
	private Map<String, JarEntry> classes() {
		Map<String, JarEntry> classes = new LinkedHashMap<>();
		for (JarEntry entry : Collections.list(this.jar.entries())) {
			String name = nameAmongClasses(entry.getName());
			if (name == null || entry.isDirectory()) {
				continue;
			}
			if (entry.getName().startsWith(CLASSES)) {
				classes.put(name, entry);
			}
			else {
				classes.putIfAbsent(name, entry);
			}
		}
		return classes;
	}

	private static @Nullable String nameAmongClasses(String name) {
		if (name.startsWith(CLASSES)) {
			String own = name.substring(CLASSES.length());
			return own.equals(MANIFEST) ? null : own;
		}
		boolean shared = name.startsWith("META-INF/") && !name.equals(MANIFEST)
				&& !NOT_OF_THE_CLASSES.matcher(name).matches();
		return shared ? name : null;
	}

	private Manifest manifestOfClasses() {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		this.attributes.forEach((name, value) -> {
			String key = name.toString().toLowerCase(Locale.ROOT);
			if (!OF_THE_LAUNCHER.contains(key) && !key.startsWith("spring-boot-")) {
				manifest.getMainAttributes().put(name, value);
			}
		});
		return manifest;
	}

	/**
	 * In the order of the index, followed by those that it does not know.
	 */
	private Map<String, JarEntry> libraries() throws IOException {
		Map<String, JarEntry> libraries = new LinkedHashMap<>();
		JarEntry index = this.jar.getJarEntry(INDEX);
		if (index != null) {
			try (InputStream in = this.jar.getInputStream(index)) {
				Matcher matcher = INDEXED.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
				while (matcher.find()) {
					JarEntry entry = this.jar.getJarEntry(LIBRARIES + matcher.group(1));
					if (entry != null) {
						libraries.put(matcher.group(1), entry);
					}
				}
			}
		}
		for (JarEntry entry : Collections.list(this.jar.entries())) {
			String name = entry.getName();
			if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
				libraries.putIfAbsent(name.substring(LIBRARIES.length()), entry);
			}
		}
		if (libraries.keySet().stream().anyMatch((name) -> name.contains("/") || name.contains("\\"))) {
			throw new IOException("its libraries lie in folders");
		}
		return libraries;
	}

	/**
	 * A jar that is being replaced may yield anything.
	 */
	private void copy(JarEntry entry, OutputStream out) throws IOException {
		CRC32 crc = new CRC32();
		try (InputStream in = new CheckedInputStream(this.jar.getInputStream(entry), crc)) {
			in.transferTo(out);
		}
		if (crc.getValue() != entry.getCrc()) {
			throw new IOException(entry.getName() + " in it is damaged, or was replaced meanwhile");
		}
	}

	@Override
	public void close() throws IOException {
		this.jar.close();
	}

	/**
	 * The checksum of a file.
	 */
	static long checksum(Path file) throws IOException {
		CRC32 crc = new CRC32();
		ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
		try (var channel = Files.newByteChannel(file)) {
			while (channel.read(buffer.clear()) != -1) {
				crc.update(buffer.flip());
			}
		}
		return crc.getValue();
	}

}
