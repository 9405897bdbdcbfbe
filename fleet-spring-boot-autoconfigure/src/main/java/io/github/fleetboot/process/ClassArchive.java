package io.github.fleetboot.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The loaded classes of one release as the JVM can map them into its memory: a class-data
 * archive, from Java 25 on an AOT cache. JVMs that have one start faster, and share what
 * they map. It is made from what a worker at work has loaded, by a JVM that runs no code
 * of the application. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ClassArchive implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ClassArchive.class);

	private static final int AOT_CACHE = 25;

	/**
	 * What decides whether a JVM can use an archive.
	 */
	private static final Pattern RELEVANT = Pattern.compile("-XX:[+-]Use\\w+GC|-XX:[+-]UseCompact\\w+"
			+ "|-XX:[+-]UseCompressed\\w+|-XX:ObjectAlignmentInBytes=.*|--.*|-XX:[+-]EnablePreview");

	/**
	 * What an archive cannot be made or used with, or what the owner has in mind himself.
	 */
	private static final Pattern EXCLUDES = Pattern
		.compile("-javaagent:.*|-agentlib:.*|-agentpath:.*|-Xshare:.*|-XX:SharedArchiveFile=.*"
				+ "|-XX:ArchiveClassesAtExit=.*|-XX:AOT.*|-Xbootclasspath.*|--patch-module=.*|--limit-modules=.*"
				+ "|--upgrade-module-path=.*|-XX:DumpLoadedClassList=.*");

	private static final String QUIET = "-Xlog:cds*=off";

	/**
	 * A JVM that maps a damaged archive crashes while it starts.
	 */
	private static final Duration STARTING = Duration.ofMinutes(1);

	private static final Duration ABANDONED = Duration.ofDays(1);

	private final Map<String, Path> found = new HashMap<>();

	private final Path directory;

	private final JavaCommand command;

	private final JavaRuntime runtime;

	private final ArchiveBuild build;

	private @Nullable Recording recording;

	private boolean tried;

	/**
	 * Create an archive, or use one that was created before.
	 * @param release where it belongs
	 * @param runtime what its JVMs are
	 */
	public ClassArchive(Release release, JavaRuntime runtime) {
		this.directory = release.directory();
		this.command = release.command();
		this.runtime = runtime;
		this.build = new ArchiveBuild(release, runtime.isAtLeast(AOT_CACHE));
		removeAbandoned();
	}

	/**
	 * What Admirals that were killed could not remove.
	 */
	private void removeAbandoned() {
		FileTime old = FileTime.from(Instant.now().minus(ABANDONED));
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, "*.tmp")) {
			for (Path file : files) {
				if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
					Files.deleteIfExists(file);
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			logger.debug("What was left in " + this.directory + " stays there", ex);
		}
	}

	/**
	 * The flags for a JVM that is about to be started.
	 * @param flags its other flags
	 * @param mayRecord whether it is a worker to make an archive from
	 * @return more flags; none if no archive can be used with these
	 */
	public synchronized List<String> flags(List<String> flags, boolean mayRecord) {
		if (!this.runtime.isKnown() || isExcluded(flags)) {
			return List.of();
		}
		String key = key(flags);
		Path archive = find(key);
		if (archive != null) {
			return flagsToUse(archive);
		}
		return (mayRecord && !this.tried && (this.recording == null || this.recording.isOver()))
				? flagsToRecord(key, flags) : List.of();
	}

	private boolean isExcluded(List<String> flags) {
		return Stream.concat(flags.stream(), this.command.inherited().stream()).anyMatch(EXCLUDES.asMatchPredicate());
	}

	private String key(List<String> flags) {
		Fingerprint fingerprint = new Fingerprint().add(this.runtime.identity());
		Stream.concat(this.command.inherited().stream(), flags.stream())
			.filter(RELEVANT.asMatchPredicate())
			.forEach(fingerprint::add);
		return fingerprint.name();
	}

	private @Nullable Path find(String key) {
		return this.found.computeIfAbsent(key, this::search);
	}

	/**
	 * Its name ends with its checksum.
	 */
	private @Nullable Path search(String key) {
		try (DirectoryStream<Path> archives = Files.newDirectoryStream(this.directory, key + "-*" + suffix())) {
			for (Path archive : archives) {
				if (archive.equals(named(key, archive))) {
					return archive;
				}
				logger.warn(archive + " was changed: it is made anew");
				Files.deleteIfExists(archive);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			logger.debug("No archive can be looked for in " + this.directory, ex);
		}
		return null;
	}

	private Path named(String key, Path archive) throws IOException {
		return this.directory.resolve("%s-%08x%s".formatted(key, ApplicationJar.checksum(archive), suffix()));
	}

	private String suffix() {
		return usesAotCache() ? ".aot" : ".jsa";
	}

	private boolean usesAotCache() {
		return this.runtime.isAtLeast(AOT_CACHE);
	}

	/**
	 * Each JVM would otherwise map it elsewhere, and so have to change, and own, what all
	 * could share. What does not fit is ignored, and nothing is logged about it.
	 */
	private List<String> flagsToUse(Path archive) {
		List<String> flags = new ArrayList<>(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
		flags.addAll(usesAotCache() ? List.of("-XX:AOTCache=" + archive, "-Xlog:aot*=off", QUIET)
				: List.of("-XX:SharedArchiveFile=" + archive, QUIET));
		return flags;
	}

	private List<String> flagsToRecord(String key, List<String> flags) {
		try {
			if (this.recording != null) {
				Files.deleteIfExists(this.recording.classes);
			}
			Path classes = Files.createTempFile(this.directory, "classes-", ".tmp");
			this.recording = new Recording(key, List.copyOf(flags), classes);
			return List.of("-XX:DumpLoadedClassList=" + classes, QUIET);
		}
		catch (IOException ex) {
			logger.debug("No classes can be recorded in " + this.directory, ex);
			return List.of();
		}
	}

	/**
	 * A JVM was started with such flags.
	 * @param flags all its flags
	 * @param process the JVM
	 */
	public synchronized void started(List<String> flags, JvmProcess process) {
		if (this.recording != null && flags.contains("-XX:DumpLoadedClassList=" + this.recording.classes)) {
			this.recording.process = process;
		}
		List<Path> used = this.found.values()
			.stream()
			.filter((archive) -> flags.stream().anyMatch((flag) -> flag.endsWith("=" + archive)))
			.toList();
		long start = System.nanoTime();
		used.forEach((archive) -> process.onExit().thenAccept((code) -> {
			if (ExitReport.isCrash(code) && System.nanoTime() - start < STARTING.toNanos()) {
				distrust(archive, process);
			}
		}));
	}

	private synchronized void distrust(Path archive, JvmProcess process) {
		if (this.found.values().remove(archive)) {
			logger.warn("%s crashed while it started from %s, which is not used any more".formatted(process, archive));
			this.tried = true;
			delete(archive);
		}
	}

	/**
	 * Make an archive of what the recording worker has loaded by now. Blocks for seconds,
	 * and takes one processor and some 300 MB for that time.
	 * @return whether there is a new archive
	 */
	public boolean make() {
		Recording source;
		synchronized (this) {
			source = this.recording;
			if (this.tried || source == null || source.isOver()) {
				return false;
			}
			this.tried = true;
		}
		long start = System.nanoTime();
		try {
			Path archive = this.build.run(source.classes, source.flags);
			Path target = named(source.key, archive);
			Files.move(archive, target, StandardCopyOption.ATOMIC_MOVE);
			synchronized (this) {
				this.found.put(source.key, target);
			}
			logger.info("Workers start faster from now on: %s holds their classes, in %d MB; made in %d ms".formatted(
					target, Files.size(target) / 1_000_000, Duration.ofNanos(System.nanoTime() - start).toMillis()));
			return true;
		}
		catch (IOException ex) {
			if (this.build.isClosed()) {
				logger.debug("The fleet stops before the archive is made", ex);
				return false;
			}
			logger.info("No archive of the workers' classes is made, so they start as fast as before: "
					+ ex.getMessage() + ". With fleet.workers.archive=off it is not tried");
			return false;
		}
		finally {
			delete(source.classes);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.debug(file + " is left", ex);
		}
	}

	/**
	 * Make no archive any more, and stop if one is being made.
	 */
	@Override
	public void close() {
		Recording last;
		synchronized (this) {
			this.tried = true;
			last = this.recording;
		}
		this.build.close();
		if (last != null) {
			delete(last.classes);
		}
	}

	/**
	 * What a worker loads, and how it was started.
	 */
	private static final class Recording {

		private final long start = System.nanoTime();

		private final String key;

		private final List<String> flags;

		private final Path classes;

		private @Nullable JvmProcess process;

		Recording(String key, List<String> flags, Path classes) {
			this.key = key;
			this.flags = flags;
			this.classes = classes;
		}

		/**
		 * Whether its JVM has ended, or was not even forked.
		 */
		boolean isOver() {
			JvmProcess current = this.process;
			return (current != null) ? !current.isAlive() : System.nanoTime() - this.start > STARTING.toNanos();
		}

	}

}
