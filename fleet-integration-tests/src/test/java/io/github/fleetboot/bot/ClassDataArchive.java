package io.github.fleetboot.bot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.test.discord.DiscordEmulator;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the bot's JVMs as a JVM can map them, so that fleets of tests start in
 * less time. The first test that needs it makes it, for all that come after it. A fleet
 * makes its own, but not from the class path of a test, which has directories, and not
 * within the time that most tests take.
 */
final class ClassDataArchive {

	private static final String QUIET = "-Xlog:cds*=off";

	private static final Path DIRECTORY = Path.of("target", "class-data").toAbsolutePath();

	private static final List<String> JARS = classPath(Files::isRegularFile);

	private static final List<String> DIRECTORIES = classPath(Files::isDirectory);

	private static @Nullable Path archive;

	private static boolean failed;

	private ClassDataArchive() {
	}

	/**
	 * The class path of this JVM, jars first: an archive is of jars, and these have to be
	 * the first entries when it is used.
	 * @param more entries before the directories
	 */
	static String classPath(List<Path> more) {
		return Stream.of(JARS.stream(), more.stream().map(Path::toString), DIRECTORIES.stream())
			.flatMap((entries) -> entries)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * The flags of a JVM that uses the archive; none while another JVM makes it.
	 */
	static synchronized List<String> flags() {
		if (archive == null && !failed) {
			archive = findOrMake();
		}
		return (archive == null) ? List.of() : List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
				"-XX:SharedArchiveFile=" + archive, QUIET);
	}

	/**
	 * What makes the workers of a fleet use the archive.
	 */
	static List<String> arguments() {
		List<String> flags = flags();
		return flags.isEmpty() ? List.of() : List.of("--fleet.workers.jvm-args=" + String.join(",", flags));
	}

	private static List<String> classPath(Predicate<Path> kind) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> kind.test(Path.of(entry)))
			.toList();
	}

	private static @Nullable Path findOrMake() {
		try {
			Files.createDirectories(DIRECTORY);
			// A changed jar is another archive
			StringBuilder identity = new StringBuilder(System.getProperty("java.vm.version"));
			for (String jar : JARS) {
				identity.append(jar).append(Files.getLastModifiedTime(Path.of(jar)));
			}
			Path file = DIRECTORY.resolve("%08x.jsa".formatted(identity.toString().hashCode()));
			if (!Files.exists(file)) {
				try (FileChannel channel = FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE,
						StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
					if (lock != null && !Files.exists(file)) {
						make(file);
					}
				}
			}
			return Files.exists(file) ? file : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void make(Path file) throws IOException, InterruptedException {
		Path all = DIRECTORY.resolve("all.classes");
		Path ofAdmiral = DIRECTORY.resolve("admiral.classes");
		Path ofCluster = DIRECTORY.resolve("cluster.classes");
		try (DiscordEmulator discord = DiscordEmulator.builder().guilds(1).shards(1).start();
				AdmiralProcess admiral = AdmiralProcess
					.startWithoutArchive(discord, List.of("-XX:DumpLoadedClassList=" + ofAdmiral, QUIET),
							"--fleet.clusters.jvm-args=-XX:DumpLoadedClassList=" + ofCluster + "," + QUIET)
					.awaitReady()) {
			admiral.signal("TERM");
			admiral.awaitExit();
		}
		try (Stream<String> admiral = Files.lines(ofAdmiral); Stream<String> cluster = Files.lines(ofCluster)) {
			Files.write(all, Stream.concat(admiral, cluster).distinct().toList());
		}
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path unfinished = DIRECTORY.resolve("unfinished.jsa");
		Files.deleteIfExists(unfinished);
		Process process = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-Xshare:dump",
				"-XX:SharedClassListFile=" + all, "-XX:SharedArchiveFile=" + unfinished, "-cp",
				String.join(File.pathSeparator, JARS))
			.redirectErrorStream(true)
			.redirectOutput(DIRECTORY.resolve("dump.log").toFile())
			.start();
		if (process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0) {
			Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
		}
		else {
			process.destroyForcibly();
			failed = true;
			System.out.println("Fleets of tests start slowly: there is no archive, see " + DIRECTORY + "/dump.log");
		}
	}

}
