package io.github.fleetboot.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Runs the JVM that makes an archive of classes, once.
 */
final class ArchiveBuild implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/**
	 * What the JVM takes for some 8,000 classes, and half as much again.
	 */
	private static final long MEMORY = 450L << 20;

	private static final Path NICE = Path.of("/usr/bin/nice");

	/**
	 * Sizes of a worker, and whatever else only matters to one.
	 */
	private static final Pattern OF_A_WORKER = Pattern.compile("-Xm[xsn].*|-XX:(Max|Min|Initial)?(Heap|New|RAM)\\w*=.*"
			+ "|-XX:ActiveProcessorCount=.*|-XX:ErrorFile=.*|-D.*");

	private final Path directory;

	private final JavaCommand command;

	private final boolean aotCache;

	private @Nullable Process process;

	private boolean closed;

	ArchiveBuild(Release release, boolean aotCache) {
		this.directory = release.directory();
		this.command = release.command();
		this.aotCache = aotCache;
	}

	/**
	 * Make an archive.
	 * @param recorded the list of classes, to which a JVM may still be writing
	 * @param flags the flags of that JVM
	 * @return the archive, under a name of its own
	 * @throws IOException with the reason, in the middle of a sentence, if it cannot be
	 * made
	 */
	Path run(Path recorded, List<String> flags) throws IOException {
		long free = HostMemory.unused();
		if (free < MEMORY) {
			throw new IOException(
					"it takes %d MB for a moment, and %d MB are free".formatted(MEMORY >> 20, free >> 20));
		}
		Path classes = Files.createTempFile(this.directory, "list-", ".tmp");
		Path archive = Files.createTempFile(this.directory, "archive-", ".tmp");
		Path output = Files.createTempFile(this.directory, "output-", ".tmp");
		try {
			copyWholeLines(recorded, classes);
			// The JVM sets its permissions itself, to read only
			Files.delete(archive);
			run(arguments(flags, classes, archive), output);
			if (!Files.isRegularFile(archive)) {
				throw new IOException("the JVM made none" + lastLine(output));
			}
			force(archive);
			return archive;
		}
		catch (IOException ex) {
			Files.deleteIfExists(archive);
			throw ex;
		}
		finally {
			Files.deleteIfExists(classes);
			Files.deleteIfExists(output);
		}
	}

	private static void copyWholeLines(Path recorded, Path target) throws IOException {
		String text = Files.readString(recorded);
		Files.writeString(target, text.substring(0, text.lastIndexOf('\n') + 1));
	}

	private List<String> arguments(List<String> flags, Path classes, Path archive) {
		List<String> arguments = new ArrayList<>(flags);
		arguments.removeIf(OF_A_WORKER.asMatchPredicate());
		arguments.addAll(List.of("-Xms16m", "-Xmx256m", "-XX:ActiveProcessorCount=1", "-Xshare:dump",
				"-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive));
		if (this.aotCache) {
			arguments.add("-XX:+AOTClassLinking");
		}
		List<String> line = new ArrayList<>();
		if (Files.isExecutable(NICE)) {
			line.addAll(List.of(NICE.toString(), "-n", "10"));
		}
		line.addAll(this.command.line(arguments));
		return line;
	}

	private void run(List<String> line, Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
		JvmProcess.UNWANTED_VARIABLES.forEach(builder.environment()::remove);
		Process started;
		synchronized (this) {
			if (this.closed) {
				throw new IOException("the fleet stops");
			}
			started = builder.start();
			this.process = started;
		}
		started.getOutputStream().close();
		try {
			if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IOException("it takes longer than " + PATIENCE.toMinutes() + " minutes");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("the fleet stops");
		}
		finally {
			started.destroyForcibly();
		}
		if (started.exitValue() != 0) {
			throw new IOException("the JVM ended with exit code " + started.exitValue() + lastLine(output));
		}
	}

	private static String lastLine(Path output) throws IOException {
		List<String> lines = Files.readAllLines(output).stream().filter((line) -> !line.isBlank()).toList();
		return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
	}

	private static void force(Path archive) throws IOException {
		// Not writable, but its owner may force it all the same
		try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
			file.getFD().sync();
		}
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

}
